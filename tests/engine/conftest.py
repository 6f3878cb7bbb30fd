"""One Asterisk for the whole run, one connected adapter a test; every test leaves the gateway as empty as it was."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from hotline.main.launch import debian
from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts.gateway import DropBridge, HangUpLeg, SetSeatAccount
from tests.engine.rig import AsteriskProcess, Rig, make_sounds

MakeProcess = Callable[[], AsteriskProcess]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> launch.Asterisk:
    """The machine's Asterisk, or the one unpacked for the demo (unpacked now if need be)."""
    try:
        return launch.find(env.cache_folder(env.load().home), tmp_path_factory.mktemp("unpack") / "unpack.log")
    except debian.CannotUnpack as error:
        pytest.skip(f"no media gateway here: {error}")


@pytest.fixture(scope="session")
def make_process(installed: launch.Asterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeProcess]:
    """Makes further Asterisks; all are stopped at the end of the run."""
    sounds = make_sounds(tmp_path_factory.mktemp("sounds"))
    made: list[AsteriskProcess] = []

    def make() -> AsteriskProcess:
        process = AsteriskProcess(installed, tmp_path_factory.mktemp("gateway"), sounds)
        made.append(process)
        process.start()
        return process

    yield make
    for process in made:
        process.stop()


@pytest.fixture(scope="session")
def asterisk(make_process: MakeProcess) -> AsteriskProcess:
    return make_process()


@pytest.fixture
async def rig(asterisk: AsteriskProcess) -> AsyncIterator[Rig]:
    """A connected adapter. Afterwards no channel and no bridge may be left that the test did not end itself."""
    files = asterisk.files()
    rig = Rig(asterisk, AsteriskGateway(asterisk.settings()))
    await rig.connect()
    yield rig
    try:
        for phone in rig.phones:
            for call in phone.calls.values():
                call.hang_up()
        await _settle(rig)
    finally:
        for account in {phone.name for phone in rig.phones if phone.password}:
            await rig.order(SetSeatAccount, seat=account, secret=None)
            await rig.until_known(account, known=False)
        await rig.close()
    await _closed(asterisk, files)


async def _closed(asterisk: AsteriskProcess, files: list[str]) -> None:
    """Wait until the gateway has no more files open than before the test. The line of a telephone that went silent is
    kept while what was asked over it may still be answered (32 s, timer F of SIP), and closed then."""
    before = asterisk.counted(files)
    for _ in range(900):
        if asterisk.open_files() <= before:
            return
        await asyncio.sleep(0.05)
    after = asterisk.files()
    new, gone = (list((Counter(one) - Counter(other)).elements()) for one, other in ((after, files), (files, after)))
    pytest.fail(f"file descriptors left open: {[asterisk.described(each) for each in new]}; closed: {gone}")


async def _settle(rig: Rig) -> None:
    """Wait until no channel is up; bridges are the test's own to drop."""
    try:
        await rig.until("channels", lambda found: not found)
    except AssertionError as error:
        await rig.orders(*((HangUpLeg, {"leg": each["id"]}) for each in await rig.ask("channels")))
        pytest.fail(f"channels left: {error}")
    bridges = [each["id"] for each in await rig.ask("bridges")]
    if bridges:
        await rig.orders(*((DropBridge, {"bridge": bridge}) for bridge in bridges))
        pytest.fail(f"bridges left: {bridges}")
