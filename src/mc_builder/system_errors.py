"""What the system refuses → why, in French; a name of a file → one that can be shown."""

from __future__ import annotations

import errno

#: What the system says in English, by the name of the error.
_CAUSES = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EEXIST: "un fichier porte ce nom",
    errno.EISDIR: "un dossier porte ce nom",
    errno.ENOENT: "le dossier qui doit le contenir n’existe pas",
    errno.ENOTDIR: "ce qui doit le contenir n’est pas un dossier",
    errno.ENOSPC: "il n’y a plus de place sur le disque",
    errno.EROFS: "le disque est en lecture seule",
    errno.EFBIG: "le fichier dépasse la taille permise",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EIO: "le disque ne répond pas bien",
    errno.EBADF: "il est fermé",
    errno.ELOOP: "des liens y tournent en rond",
    errno.EMFILE: "trop de fichiers sont ouverts (ulimit -n)",
    errno.ENFILE: "trop de fichiers sont ouverts sur cette machine",
    errno.EAGAIN: "il n’y a plus de place pour un processus de plus",
    errno.ENOMEM: "il n’y a plus de mémoire",
    errno.ENAMETOOLONG: "le nom est trop long",
}
#: What a machine lacks, whatever the file.
_SHORTAGES = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.EAGAIN}
#: What Windows says of a file that another program holds.
_SHARING_VIOLATION = 32
#: In the place of each byte of a name that is no text.
UNKNOWN = "\ufffd"


def cause(error: OSError) -> str:
    """What the system refused, in French."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return "un autre programme l’a ouvert"
    return _CAUSES.get(error.errno or 0, error.strerror or type(error).__name__)


def shortage(error: BaseException) -> str | None:
    """What the machine lacks, in French, when this is why an error came; None when it is not."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, MemoryError):
            return _CAUSES[errno.ENOMEM]
        if isinstance(link, OSError) and link.errno in _SHORTAGES:
            return cause(link)
        link = link.__cause__ or link.__context__
    return None


def readable(name: str) -> str:
    """A name as it can be shown and kept; one that is not UTF-8 has `UNKNOWN` in it.

    Why: Python holds such bytes as half characters, which no file, page or JSON may contain.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
