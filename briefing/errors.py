"""Every error that Briefing raises, as one tree.

BriefingError                 exit code
├── InputError                1
│   ├── PageUnreadable        a file cannot be read or decoded
│   └── NoArticles            nothing to brief was found
├── SettingsError             2  a flag, file or variable is missing or wrong
├── PromptError               2  a template is missing, or a variable that it needs was not given
├── ModelError                1
│   ├── ModelUnavailable      no answer: retries spent, wrong key, nothing recorded
│   ├── ModelRefused          the model or its filter declined
│   ├── AnswerInvalid         an answer came that cannot be used
│   │   ├── AnswerCut         the answer stopped at max_tokens
│   │   ├── AnswerEmpty       no content
│   │   ├── PromptCut         the server read only part of the prompt
│   │   └── PromptTooLong     the server says that the prompt does not fit
│   └── BudgetSpent           the run's token or cost limit is reached
├── RenderError               1
└── DeliveryError             1

A message says what, where, and what to do; the cause is kept with ``from``.
"""

from __future__ import annotations


class BriefingError(Exception):
    """Root of all errors that a user may meet; its text is one line for the user."""


class InputError(BriefingError):
    """Something in the given pages."""


class PageUnreadable(InputError):
    """A file that cannot be read or decoded; the run goes on without it."""


class NoArticles(InputError):
    """No article was found in any of the given pages."""


class SettingsError(BriefingError):
    """A flag, file or variable is missing or wrong."""


class PromptError(BriefingError):
    """A template is missing, broken, or needs a variable that was not given."""


class ModelError(BriefingError):
    """The model gave nothing that can be used."""


class ModelUnavailable(ModelError):
    """No answer came: retries spent, wrong key, or nothing recorded for the request."""


class ModelRefused(ModelError):
    """The model, or the provider's content filter, declined to answer."""


class AnswerInvalid(ModelError):
    """An answer came that is not JSON, not of the schema, or contradicts itself."""


class AnswerCut(AnswerInvalid):
    """The answer stopped at the token limit (finish_reason length)."""


class AnswerEmpty(AnswerInvalid):
    """The answer has no content."""


class PromptCut(AnswerInvalid):
    """The server read only part of the prompt (usage.prompt_tokens far below our own count)."""


class PromptTooLong(AnswerInvalid):
    """The server refused the prompt as longer than the model's context; half of it may fit."""


class BudgetSpent(ModelError):
    """The run's limit of tokens or cost is reached."""


class RenderError(BriefingError):
    """A briefing cannot be written."""


class DeliveryError(BriefingError):
    """A mail cannot be made or sent."""
