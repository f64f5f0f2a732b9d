import sys

from publish import BuildError
from publish.build import main

if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BuildError as problem:
        sys.exit(f"The site cannot be built. {problem}")
