"""Banks and wallets withdrawals can be sent to, by the code clients store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bank:
    code: str
    name: str


_NAMES = {
    "BCA": "Bank Central Asia",
    "BRI": "Bank Rakyat Indonesia",
    "MANDIRI": "Bank Mandiri",
    "BNI": "Bank Negara Indonesia",
    "BSI": "Bank Syariah Indonesia",
    "BTN": "Bank Tabungan Negara",
    "CIMB": "CIMB Niaga",
    "PERMATA": "Bank Permata",
    "DANAMON": "Bank Danamon",
    "OCBC": "OCBC Indonesia",
    "PANIN": "Panin Bank",
    "MAYBANK": "Maybank Indonesia",
    "MEGA": "Bank Mega",
    "SINARMAS": "Bank Sinarmas",
    "KB_BUKOPIN": "KB Bank",
    "MUAMALAT": "Bank Muamalat",
    "UOB": "UOB Indonesia",
    "HSBC": "HSBC Indonesia",
    "DBS": "DBS Indonesia",
    "BTPN": "SMBC Indonesia",
    "BTPN_SYARIAH": "Bank BTPN Syariah",
    "BCA_SYR": "BCA Syariah",
    "MEGA_SYR": "Bank Mega Syariah",
    "JAGO": "Bank Jago",
    "SEABANK": "SeaBank Indonesia",
    "NEO": "Bank Neo Commerce",
    "BLU": "blu by BCA Digital",
    "ALLO": "Allo Bank Indonesia",
    "RAYA": "Bank Raya Indonesia",
    "ARTHA": "Bank Artha Graha Internasional",
    "BUMI_ARTA": "Bank Bumi Arta",
    "COMMONWEALTH": "Bank Commonwealth",
    "CCB": "CCB Indonesia",
    "GANESHA": "Bank Ganesha",
    "INA": "Bank INA Perdana",
    "MAYAPADA": "Bank Mayapada",
    "MESTIKA": "Bank Mestika Dharma",
    "NOBU": "Nobu Bank",
    "VICTORIA": "Bank Victoria",
    "WOORI": "Bank Woori Saudara",
    "ACEH": "Bank Aceh Syariah",
    "SUMUT": "Bank Sumut",
    "NAGARI": "Bank Nagari",
    "RIAU_DAN_KEPRI": "BRK Syariah",
    "JAMBI": "Bank Jambi",
    "BENGKULU": "Bank Bengkulu",
    "SUMSEL_DAN_BABEL": "Bank Sumsel Babel",
    "LAMPUNG": "Bank Lampung",
    "DKI": "Bank Jakarta",
    "BANTEN": "Bank Banten",
    "BJB": "Bank BJB",
    "BJB_SYR": "Bank BJB Syariah",
    "JAWA_TENGAH": "Bank Jateng",
    "DAERAH_ISTIMEWA": "Bank BPD DIY",
    "JAWA_TIMUR": "Bank Jatim",
    "BALI": "Bank BPD Bali",
    "NUSA_TENGGARA_BARAT": "Bank NTB Syariah",
    "NUSA_TENGGARA_TIMUR": "Bank NTT",
    "KALIMANTAN_BARAT": "Bank Kalbar",
    "KALIMANTAN_TENGAH": "Bank Kalteng",
    "KALIMANTAN_SELATAN": "Bank Kalsel",
    "KALIMANTAN_TIMUR": "Bankaltimtara",
    "SULUT": "Bank SulutGo",
    "SULAWESI": "Bank Sulteng",
    "SULAWESI_TENGGARA": "Bank Sultra",
    "SULSELBAR": "Bank Sulselbar",
    "MALUKU": "Bank Maluku Malut",
    "PAPUA": "Bank Papua",
}
BANKS = tuple(Bank(code, name) for code, name in _NAMES.items())
_BY_WORD = {word.casefold(): bank for bank in BANKS for word in (bank.name, bank.code)}


def bank_called(text: str) -> Bank | None:
    """The bank of a code or a name, in any case."""
    return _BY_WORD.get(text.strip().casefold())
