from workflow.history.guards import Guard, append_only, frozen

GUARDS = (
    frozen(
        "publishing_edition",
        [
            "id",
            "translation_id",
            "leaflet_id",
            "tag",
            "number",
            "digest",
            "sample",
            "manifest",
            "not_built",
            "published_by_id",
            "published_at",
        ],
        "An edition",
    ),
    *append_only("publishing_edition", "An edition", ("digest",), ("leaflet_id", "tag", "number"))[1:],
    Guard(
        "publishing_edition_ended_once",
        "publishing_edition",
        "UPDATE",
        "An edition that has ended does not come back.",
        "OLD.state IN ('withdrawn', 'superseded') AND (NEW.state IS DISTINCT FROM OLD.state"
        " OR NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.ended_because IS DISTINCT FROM OLD.ended_because)",
    ),
    *append_only("publishing_editionline", "A line of an edition", ("edition_id", "key")),
    *append_only("publishing_editionfile", "A file of an edition", ("edition_id", "format")),
    Guard(
        "publishing_editionline_approved",
        "publishing_editionline",
        "INSERT",
        "An edition holds nothing but approved texts.",
        "NOT EXISTS (SELECT 1 FROM review_text t WHERE t.id = NEW.text_id AND t.digest = NEW.digest"
        " AND t.approved_by_id IS NOT NULL AND t.written_by_id IS NOT NULL AND t.approved_by_id <> t.written_by_id)",
    ),
)
