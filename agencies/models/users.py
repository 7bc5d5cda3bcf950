from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with an account. What they may do comes from their appointments, not from here."""

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order: family and middle names, then the given name."""
        return f"{self.last_name} {self.first_name}".strip()
