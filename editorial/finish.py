"""What Wagtail does when a workflow ends (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail imports this module while its own models load, so nothing here may import them at the top.
"""


def publish_finished_workflow(workflow_state, user=None) -> None:
    """Publish what the workflow approved, in Wagtail's own transaction."""
    from editorial import archiving, clock
    from editorial.models.submissions import Submission
    from editorial.refusals import Refused

    if user is None:
        raise Refused(["Phê duyệt phải do một người có thẩm quyền thực hiện."])
    try:
        submission = workflow_state.submission
    except Submission.DoesNotExist:
        raise Refused(["Quy trình này không có hồ sơ trình duyệt nên không công khai được gì."]) from None
    archiving.publish_approved(submission, by=user, at=clock.now())
