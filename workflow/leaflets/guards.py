from workflow.history.guards import Guard, append_only, frozen, not_replaced

GUARDS = (
    Guard(
        "leaflets_version_frozen",
        "leaflets_version",
        "UPDATE",
        "A signed version is never changed.",
        "OLD.state = 'signed'",
    ),
    Guard(
        "leaflets_version_kept",
        "leaflets_version",
        "DELETE",
        "A signed version is never deleted.",
        "OLD.state = 'signed'",
    ),
    not_replaced("leaflets_version", "A version", ("leaflet_id", "number")),
    *append_only(
        "leaflets_segment", "A segment of a signed version", ("version_id", "key"), ("version_id", "position")
    ),
    Guard(
        "leaflets_sample_stays",
        "leaflets_leaflet",
        "UPDATE",
        "Demonstration material stays demonstration material.",
        "NEW.sample IS DISTINCT FROM OLD.sample",
    ),
    frozen(
        "leaflets_factchange",
        [
            "id",
            "fact_id",
            "was",
            "value",
            "display",
            "cost",
            "hours",
            "note",
            "proposed_by_id",
            "proposed_at",
        ],
        "A proposal",
    ),
    Guard(
        "leaflets_factchange_decided_once",
        "leaflets_factchange",
        "UPDATE",
        "What was decided of a fact stays decided.",
        "OLD.decided_by_id IS NOT NULL AND (NEW.accepted IS DISTINCT FROM OLD.accepted"
        " OR NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id"
        " OR NEW.decided_at IS DISTINCT FROM OLD.decided_at)",
    ),
    Guard("leaflets_factchange_kept", "leaflets_factchange", "DELETE", "A proposal is never deleted."),
    Guard(
        "leaflets_fact_two_people",
        "leaflets_fact",
        "UPDATE",
        "A fact is changed by two people: one proposes the value, another one confirms it.",
        "(NEW.value IS DISTINCT FROM OLD.value OR NEW.display IS DISTINCT FROM OLD.display"
        " OR NEW.cost IS DISTINCT FROM OLD.cost OR NEW.hours IS DISTINCT FROM OLD.hours"
        " OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.purpose IS DISTINCT FROM OLD.purpose)"
        " AND (NEW.kind IS DISTINCT FROM OLD.kind OR NEW.purpose IS DISTINCT FROM OLD.purpose"
        " OR NOT EXISTS (SELECT 1 FROM leaflets_factchange c WHERE c.fact_id = OLD.id AND c.accepted"
        " AND c.value = NEW.value AND c.display = NEW.display AND c.cost = NEW.cost AND c.hours = NEW.hours))",
    ),
)
