from django.conf import settings

from accounts.selectors.codes import CodeToSend, code_to_send
from accounts.states import CodeChannel
from komship.lib import clock
from notifications.channels.whatsapp import send_whatsapp_code
from notifications.rules.words import Words, code_words, link_path, link_words
from notifications.services.send_letter import keep_in_sandbox, send_letter


def deliver_code(code_id: int, *, serial: int) -> bool:
    """Bring a one-time code or link to its owner; False when it is no longer the one to send.

    Talks to mail and WhatsApp servers, so outside any transaction and at least once. A channel that
    is not connected puts the message into the sandbox inbox, which production does not have.
    Raises ChannelNotConnected, WhatsappRefused, TransportFailure and what mail servers raise.
    """
    code = code_to_send(code_id, serial=serial)
    if code is None:
        return False
    words = _words(code)
    if code.channel == CodeChannel.EMAIL:
        send_letter(code.address, words.subject, words.text)
        return True
    keep_in_sandbox(code.channel, code.address, words.subject, words.text)
    if settings.LIVE_CHANNELS[code.channel]:
        send_whatsapp_code(code.address, code.secret)
    return True


def _words(code: CodeToSend) -> Words:
    if not code.is_link:
        return code_words(code.purpose, code=code.secret)
    link = settings.PUBLIC_URL + link_path(code.purpose, code.secret)
    until = clock.wib(code.expires_at).strftime("%d/%m/%Y %H.%M")
    return link_words(code.purpose, name=code.full_name, link=link, until=until)
