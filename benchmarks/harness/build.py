"""The release build that is measured."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"


def build():
    subprocess.run([ROOT / "scripts/install-deps", "--for", "bench"], check=True)
    subprocess.run(["cmake", "--preset", "release", "-DCOMMUNIQUE_BENCHMARKS=ON"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "communique-content", "communique-load"],
                   cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
