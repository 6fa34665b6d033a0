"""Be the server as people meet it, with a limit on what one person may ask for."""

from server.serve import serve

if __name__ == "__main__":
    serve()
