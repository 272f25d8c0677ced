"""python3 tests/generate -d FOLDER [--seed N] [--pages N] [--repeat VORLAGE] [--typst]: writes a paper to look at or to measure."""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from generate import content, repeat, write_typst, write_xml  # noqa: E402


def main():
    p = argparse.ArgumentParser()
    p.add_argument("-d", dest="folder", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--pages", type=int, default=10)
    p.add_argument("--repeat", help="a Vorlage whose body is repeated --pages times instead")
    p.add_argument("--typst", action="store_true")
    a = p.parse_args()
    blocks = repeat.repeated(a.repeat, a.pages, a.folder) if a.repeat else content.Paper(a.seed, a.pages, a.folder).blocks
    print(write_xml.write(blocks, a.folder))
    if a.typst:
        print(write_typst.write(blocks, a.folder))


if __name__ == "__main__":
    main()
