"""What becomes of items' rows when a unit changes: they go where their page goes."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows(
        "news.NewsPage.event",
        "news.NewsPage_topics.newspage",
        *(f"news.{model}.page" for model in ("Byline", "AlsoShownIn", "Placement")),
        *(f"news.{model}.section" for model in ("AlsoShownIn", "Placement")),
    )
