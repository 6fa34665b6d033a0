# Forwards to ./start, which is the way in and needs no make.
.PHONY: serve install test check
serve:
	./start
install test check:
	./start $@
