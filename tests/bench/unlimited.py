"""Be the server, with nobody's commands counted: for measuring what it can do, not what it lets."""

from server import door
from server.limits import Rate
from server.serve import serve

if __name__ == "__main__":
    door.COMMANDS = Rate(per_second=1e9, burst=10**9)
    serve()
