"""What keeps a bundle from being submitted, or its state from being read."""

from miniprog_cli.core.errors import Exit, MiniprogError


class UnknownRegistry(MiniprogError):
    """The address given is not one of a registry that this version can use."""


class RegistryMiswritten(MiniprogError):
    """The manifest names a registry in a way that means none."""

    exit_code = Exit.FINDINGS


class UnpublishableName(MiniprogError):
    """An id, a version or a host that no registry could store."""

    exit_code = Exit.FINDINGS


class NotAnId(MiniprogError):
    """What was asked for cannot be a program's id."""


class VersionTaken(MiniprogError):
    """The same id, version and host were submitted before, with other content."""

    exit_code = Exit.FINDINGS


class OtherHost(MiniprogError):
    """The bundle was packed for a host other than the one asked for."""


class HostNotPublished(MiniprogError):
    """Nothing can be submitted for the host today."""

    exit_code = Exit.FINDINGS


class UnfitBundle(MiniprogError):
    """A sound zip that no host could take: its manifest or its size is wrong."""

    exit_code = Exit.FINDINGS


class DamagedRegistry(MiniprogError):
    """A registry folder holds something that is not what its name says."""

    exit_code = Exit.MACHINE


class RegistryBusy(MiniprogError):
    """Another process kept the registry folder locked for too long."""

    exit_code = Exit.MACHINE


class RegistryUnusable(MiniprogError):
    """The disk or a permission kept us from reading or writing a registry folder."""

    exit_code = Exit.MACHINE
