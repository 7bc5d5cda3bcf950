from django.core.management.base import BaseCommand
from tqdm import tqdm

from editorial import clock
from editorial.batch_publishing import publish_batch
from editorial.models import BatchState, SubmissionBatch
from editorial.refusals import Refused


class Command(BaseCommand):
    help = (
        "Đăng tiếp những đợt đã được Trưởng ban phê duyệt mà chưa đăng hết. Không phê duyệt gì: hỏi lại thẩm quyền của người "
        "đã phê duyệt, hết thẩm quyền thì dừng và nêu lý do."
    )

    def handle(self, *args, **options) -> None:
        for batch in SubmissionBatch.objects.filter(state=BatchState.PUBLISHING).order_by("pk"):
            waiting = batch.items.waiting().count()
            with tqdm(total=waiting, unit=" văn bản", desc=f"Đợt {batch.pk}", file=self.stderr, disable=None) as bar:
                try:
                    done = publish_batch(
                        batch, by=batch.decided_by, at=clock.now(), tick=lambda done, bar=bar: bar.update(done - bar.n)
                    )
                except Refused as refusal:
                    self.stderr.write(f"{batch}: {' '.join(refusal.sentences)}")
                    continue
            left_out = batch.items.left_out().count()
            self.stdout.write(f"{batch}: đã đăng {done} văn bản; {left_out} văn bản bỏ ra khỏi đợt.")
