"""Jinja for the renderings: what a template prints is escaped unless it was made by us."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from briefing import resources
from briefing.errors import RenderError
from briefing.layout import escape

_SLIPS = (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError)


def template_folders(chosen: Path) -> tuple[Path, ...]:
    """Where to look: the chosen folder first, the shipped one for the files it lacks."""
    return tuple(dict.fromkeys((chosen, resources.folder("templates"))))


def fill(name: str, variables: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """The template ``name``, filled. Raises RenderError with the template's name and line."""
    try:
        return _environment(name, folders).get_template(name).render(variables)
    except RenderError:
        raise
    except jinja2.TemplateNotFound as error:
        raise RenderError(f"templates/{error.name} is missing; looked in {', '.join(map(str, folders))}.") from error
    except jinja2.TemplateSyntaxError as error:
        raise RenderError(f"templates/{error.name or name}, line {error.lineno}: {error.message}.") from error
    except _SLIPS as error:
        raise RenderError(f"templates/{_where(error, name)}: {error}.") from error


def _environment(name: str, folders: Sequence[Path]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=escape.markdown if ".md." in name else _cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {"aligned": escape.aligned, "code": escape.code, "address": escape.address}
    environment.filters.update(filters)
    return environment


def _cleaned(value: object) -> object:
    """HTML: the environment escapes; line breaks and steering characters go first."""
    return value if isinstance(value, Markup) else escape.clean(str(value))


def _where(error: BaseException, name: str) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else name
