"""The files of deploy/, run for real as far as a machine without containers can."""
