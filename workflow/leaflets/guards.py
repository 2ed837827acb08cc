from workflow.history.guards import Guard, append_only, not_replaced

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
)
