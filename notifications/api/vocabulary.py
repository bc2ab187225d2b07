"""Contract words of this app and the domain values they stand for."""

from notifications.models.notification import Announcement

TONE_COLOUR = {
    Announcement.Tone.SUCCESS.value: "#B6FBC9",
    Announcement.Tone.WARNING.value: "#FFDF82",
    Announcement.Tone.DANGER.value: "#F86363",
    Announcement.Tone.INFO.value: "#BEE6FC",
}
