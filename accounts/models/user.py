from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from accounts.states import OPS_ROLES, Gender, MaritalStatus, Role


class UserQuerySet(models.QuerySet["User"]):
    def by_login(self, login: str) -> "UserQuerySet":
        """People whose username or e-mail is `login`, in any letter case (at most one)."""
        wanted = login.strip().lower()
        # A username never holds an @, so the two name spaces cannot meet.
        return self.filter(email=wanted) if "@" in wanted else self.filter(username=wanted)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def by_login(self, login: str) -> UserQuerySet:
        return self.get_queryset().by_login(login)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.by_login(username or "").get()

    def create_superuser(self, username: str, email: str, password: str) -> "User":
        """The first operator of a new installation (`manage.py createsuperuser`)."""
        user = self.model(
            username=username.lower(), email=email.lower(), role=Role.ADMIN, is_staff=True, is_superuser=True
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


# knox is untyped, so the plugin cannot name the manager of a person's tokens.
class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    username = models.CharField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9._-]+$", _("Hanya huruf kecil, angka, titik, strip dan garis bawah."))
        ],
    )
    email = models.EmailField(max_length=190, unique=True)
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SELLER)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    username_changed_at = models.DateTimeField(null=True, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True, default=Gender.UNKNOWN)
    marital_status = models.CharField(
        max_length=10, choices=MaritalStatus.choices, blank=True, default=MaritalStatus.UNKNOWN
    )
    national_id = models.CharField(max_length=16, blank=True)
    photo_url = models.CharField(max_length=500, blank=True, validators=[URLValidator()])
    address_line = models.CharField(max_length=255, blank=True)
    province_ref = models.BigIntegerField(null=True, blank=True)
    province = models.CharField(max_length=80, blank=True)
    regency_ref = models.BigIntegerField(null=True, blank=True)
    regency = models.CharField(max_length=80, blank=True)
    district_ref = models.BigIntegerField(null=True, blank=True)
    district = models.CharField(max_length=80, blank=True)
    dismissed_popups = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [
            # Kept in lower case, so that the unique indexes refuse the same name in other letters.
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="user_username_lower"
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower"),
            models.CheckConstraint(
                condition=~models.Q(username__contains="@"), name="user_username_without_at"
            ),
            models.CheckConstraint(condition=~models.Q(username=""), name="user_username_present"),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_email_present"),
        ]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.username

    @property
    def is_ops(self) -> bool:
        return self.role in OPS_ROLES
