"""The demonstration in one command."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from workflow.leaflets.models import Leaflet
from workflow.office.demo import journey as journeys
from workflow.office.demo import servers, story
from workflow.publishing import building
from workflow.publishing.models import Edition, EditionFile


class Command(BaseCommand):
    help = "Load the sample, walk it through the real actions, and start the site. Needs DEBUG=1."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--headless", action="store_true", help="walk the guide too, print JSON, and stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demo shows sample texts, which a real site never does. Run it with DEBUG=1."
            )
        started = time.perf_counter()
        call_command("migrate", verbosity=0)
        steps = self._load()
        try:
            with servers.running(Path(settings.BASE_DIR), servers.free_port()) as address:
                if not options["headless"]:
                    self._stay(address)
                    return
                journey = journeys.walk(address)
        except OSError as error:
            raise CommandError(str(error)) from None
        journey.reads_without_server = _reads_from_disk()
        self._summary(steps, journey, round(time.perf_counter() - started, 1))

    def _load(self) -> list[story.Step]:
        if story.loaded():
            self.stderr.write("The demo is loaded already: what you clicked is still there.")
            return []
        steps = []
        for step in story.tell():
            self.stderr.write(f"{step.seconds:6.2f} s  {step.name}")
            steps.append(step)
        return steps

    def _stay(self, address: str) -> None:
        self.stdout.write(f"\nThe demo is running. Open  {address}/start/  (Ctrl-C stops it.)\n")
        self.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. The public files still read: open var/public/index.html.")

    def _summary(self, steps: list[story.Step], journey: journeys.Journey, seconds: float) -> None:
        published = Edition.objects.filter(state=Edition.State.PUBLISHED, leaflet__kind=Leaflet.Kind.LEAFLET)
        files = EditionFile.objects.filter(edition__in=published)
        summary = {
            "leaflets": Leaflet.objects.filter(kind=Leaflet.Kind.LEAFLET).count(),
            "languages_published": published.filter(sample=False).values("tag").distinct().count(),
            "languages_published_as_samples": published.filter(sample=True).values("tag").distinct().count(),
            "public_files": {file.path: file.size for file in files.order_by("path")},
            "pages": {
                str(path.relative_to(settings.PUBLIC_DIR)): path.stat().st_size
                for path in sorted(Path(settings.PUBLIC_DIR).glob("*/for-parents/index.html"))
            },
            "steps": {step.name: step.seconds for step in steps},
            "journey": asdict(journey),
            "seconds": seconds,
        }
        self.stdout.write(json.dumps(summary, ensure_ascii=False))
        if steps and not journey.whole:
            missed = [name for name, happened in asdict(journey).items() if not happened]
            raise CommandError(f"The guide did not go as it says: {', '.join(missed)}.")


def _reads_from_disk() -> bool:
    """Is the Urdu page whole on disk, with every file that it points at?"""
    edition = Edition.objects.filter(
        tag="ur", state=Edition.State.PUBLISHED, leaflet__slug="for-parents"
    ).first()
    page = Path(settings.PUBLIC_DIR) / "ur" / "for-parents" / "index.html"
    if edition is None or not page.is_file():
        return False
    html = page.read_text(encoding="utf-8")
    folder = building.folder_of(edition.digest)
    linked = [file for file in edition.files.all() if f"e/{edition.digest}/{file.format}" in html]
    return bool(linked) and all((folder / file.format).stat().st_size == file.size for file in linked)
