"""Prompt templates: prompts/*.j2, rendered strictly, named by their content hash in run.json."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

import jinja2

from briefing import resources
from briefing.errors import PromptError


class Prompts:
    """The prompt templates of one folder, falling back to the shipped ones for files that the folder lacks."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise PromptError(f"--prompts {folder}: no such folder; it may hold extract.system.j2 and its like.")
        self._folders = [*([folder] if folder else []), resources.folder("prompts")]

    @cached_property
    def _environment(self) -> jinja2.Environment:
        loader = jinja2.FileSystemLoader([str(folder) for folder in self._folders])
        # Prompts are plain text: autoescaping would send &quot; to the model.
        return jinja2.Environment(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701
        )

    def render(self, name: str, **values: object) -> str:
        """The text of prompts/``name``.j2. Raises PromptError for a missing template or variable."""
        try:
            return self._environment.get_template(f"{name}.j2").render(**values).strip() + "\n"
        except jinja2.TemplateNotFound as error:
            raise PromptError(f"prompts/{error.name} is missing in {self._folders[0]}.") from error
        except jinja2.UndefinedError as error:
            raise PromptError(f"prompts/{name}.j2 needs a variable that was not given: {error.message}.") from error
        except jinja2.TemplateSyntaxError as error:
            raise PromptError(f"prompts/{name}.j2, line {error.lineno}: {error.message}") from error

    def hashes(self) -> dict[str, str]:
        """File name → SHA-256 of each template in use."""
        found: dict[str, str] = {}
        for folder in reversed(self._folders):
            for path in sorted(folder.glob("*.j2")):
                found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return dict(sorted(found.items()))
