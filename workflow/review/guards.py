from workflow.history.guards import Guard, append_only, frozen

GUARDS = (
    frozen(
        "review_text",
        ["id", "message_id", "forms", "origin", "source_note", "written_by_id", "written_at", "digest"],
        "A wording",
    ),
    *append_only("review_text", "A wording")[1:],
    *append_only("review_cataloguefile", "An uploaded file"),
    Guard(
        "review_text_approved_once",
        "review_text",
        "UPDATE",
        "An approval is never changed.",
        "OLD.approved_by_id IS NOT NULL AND (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id"
        " OR NEW.approved_at IS DISTINCT FROM OLD.approved_at)",
    ),
    *(
        Guard(
            f"review_text_two_people_{event.lower()}",
            "review_text",
            event,
            "Nobody approves their own wording, and a machine is nobody.",
            "NEW.approved_by_id IS NOT NULL"
            " AND (NEW.written_by_id IS NULL OR NEW.written_by_id = NEW.approved_by_id)",
        )
        for event in ("INSERT", "UPDATE")
    ),
    *(
        Guard(
            f"review_message_approved_text_{event.lower()}",
            "review_message",
            event,
            "A message is approved only with an approved wording of its own.",
            "NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM review_text t WHERE t.id = NEW.text_id"
            " AND t.message_id = NEW.id AND t.approved_by_id IS NOT NULL)",
        )
        for event in ("INSERT", "UPDATE")
    ),
    *(
        Guard(
            f"review_message_own_text_{event.lower()}",
            "review_message",
            event,
            "A message points to a wording of its own.",
            "NEW.text_id IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM review_text t WHERE t.id = NEW.text_id AND t.message_id = NEW.id)",
        )
        for event in ("INSERT", "UPDATE")
    ),
)
