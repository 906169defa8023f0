"""The system's side of a virtual HID device: a umockdev testbed, steered by lines.

In:  plug JSON | unplug | in HEX | answer HEX | stall; the end of it ends this.
Out: ready DIR | plugged | unplugged | done (after each plug and unplug) | out HEX | get ID BYTES | set ID HEX
"""
import collections
import json
import os
import select
import struct

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

SOCKET = "/devices/pci0000:00/0000:00:14.0/usb1/1-1"
# linux/hidraw.h: the number of the call, in the lowest byte of the request.
DESCRIPTOR_SIZE, DESCRIPTOR, SET_FEATURE, GET_FEATURE = 1, 2, 6, 7
ENOTTY, EPIPE = 25, 32
# linux/hidraw.c: what nobody reads is kept so far, and then lost.
REPORTS_KEPT = 64
# How often it is looked whether the last report was read.
REPORT_EVERY_MS = 1


def say(*words):
    print(*words, flush=True)


def sysfs(device, name):
    """One USB device with one HID interface, as sysfs and udev show it."""
    ids = f"{device['vendorId']:04X}:{device['productId']:04X}"
    hid = f"{SOCKET}/1-1:1.0/0003:{ids}.0001"
    serial = device.get("serialNumber", "")
    return f"""P: {SOCKET}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: PRODUCT={device['vendorId']:x}/{device['productId']:x}/100
A: idVendor={device['vendorId']:04x}\\n
A: idProduct={device['productId']:04x}\\n
A: serial={serial}\\n
A: product={device['product']}\\n
A: bcdDevice=0100\\n

P: {SOCKET}/1-1:1.0
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
E: INTERFACE=3/0/0
A: bInterfaceNumber=00\\n

P: {hid}
E: SUBSYSTEM=hid
E: HID_ID=0003:{device['vendorId']:08X}:{device['productId']:08X}
E: HID_NAME={device['product']}
E: HID_UNIQ={serial}
H: report_descriptor={device['descriptor']}

P: {hid}/hidraw/{name}
N: {name}
L: device=../../../0003:{ids}.0001
E: SUBSYSTEM=hidraw
E: DEVNAME=/dev/{name}

"""


class Calls(UMockdev.IoctlBase):
    """Answers what hidraw answers; feature reports are asked of whoever steers this."""

    descriptor = b""
    waiting = None

    def do_handle_ioctl(self, client):
        request = client.get_request() & 0xFFFFFFFF
        call, kind, size = request & 0xFF, chr((request >> 8) & 0xFF), (request >> 16) & 0x3FFF
        if kind != "H" or call not in (DESCRIPTOR_SIZE, DESCRIPTOR, SET_FEATURE, GET_FEATURE):
            client.complete(-1, ENOTTY)
            return True
        data = client.get_arg().resolve(0, size)
        length = struct.pack("<I", len(self.descriptor))
        if call in (DESCRIPTOR_SIZE, DESCRIPTOR):
            data.update(0, list(length + self.descriptor)[:size])
            client.complete(0, 0)
            return True
        held = bytes(data.retrieve())
        self.waiting = (client, data, call, size)
        if call == SET_FEATURE:
            say("set", held[0], held[1:].hex())
        else:
            say("get", held[0], size - 1)
        return True

    def answer(self, body):
        if not self.waiting:
            return
        client, data, call, size = self.waiting
        self.waiting = None
        if body is None:
            client.complete(-1, EPIPE)
        elif call == SET_FEATURE:
            client.complete(size, 0)
        else:
            data.update(1, list(body)[: size - 1])
            client.complete(min(size, len(body) + 1), 0)


class Device:
    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.calls = None
        self.fd = None
        self.other_end = None
        self.plugs = 0
        self.node = None
        self.watch = None
        self.reports = collections.deque()
        self.passing_on = False

    def plug(self, device):
        self.unplug()
        # A name of its own each time, as the system gives when the old one is still open somewhere.
        name = f"hidraw{self.plugs}"
        self.plugs += 1
        self.node = f"/dev/{name}"
        self.testbed.add_from_string(sysfs(device, name))
        self.calls = Calls()
        self.calls.descriptor = bytes.fromhex(device["descriptor"])
        self.testbed.attach_ioctl(self.node, self.calls)
        self.fd = self.testbed.get_dev_fd(self.node)
        os.set_blocking(self.fd, False)
        self.other_end = os.open(os.ptsname(self.fd), os.O_RDWR | os.O_NOCTTY)
        self.watch = GLib.unix_fd_add_full(0, self.fd, GLib.IOCondition.IN, self.written)
        say("plugged")

    def unplug(self):
        if self.fd is None:
            return
        GLib.source_remove(self.watch)
        self.calls.answer(None)
        self.reports.clear()
        os.close(self.other_end)
        root = self.testbed.get_root_dir()
        # umockdev leaves the file of the device and its end of the pty; a reader must see both go. First what it opens, then what
        # answers: its library aborts a process that opens a device whose ioctls nobody answers any more.
        os.unlink(root + self.node)
        os.unlink(f"{root}/ioctl/{self.node}")
        self.testbed.detach_ioctl(self.node)
        self.testbed.remove_device("/sys" + SOCKET)
        nothing = os.open("/dev/null", os.O_RDWR)
        os.dup2(nothing, self.fd)
        os.close(nothing)
        self.fd = self.other_end = self.watch = None
        say("unplugged")

    def report(self, report):
        """One report; a pty would run two together that are not read in between, which hidraw never does."""
        if self.fd is None or len(self.reports) >= REPORTS_KEPT:
            return
        self.reports.append(report)
        if not self.passing_on:
            self.passing_on = True
            self.pass_on()
            GLib.timeout_add(REPORT_EVERY_MS, self.pass_on)

    def pass_on(self):
        if self.reports:
            # Poll, unlike FIONREAD, waits for what the kernel is still carrying to the other end.
            if not select.select([self.other_end], [], [], 0)[0]:
                os.write(self.fd, self.reports.popleft())
            return True
        self.passing_on = False
        return False

    def written(self, fd, _condition):
        report = os.read(fd, 4096)
        if report:
            say("out", report.hex())
        return True


def main():
    device = Device()
    loop = GLib.MainLoop()
    say("ready", device.testbed.get_root_dir())

    def carry_out(text):
        word, _, rest = text.partition(" ")
        if word == "plug":
            device.plug(json.loads(rest))
            say("done")
        elif word == "unplug":
            device.unplug()
            say("done")
        elif word == "in":
            device.report(bytes.fromhex(rest))
        elif word == "answer" and device.calls:
            device.calls.answer(bytes.fromhex(rest))
        elif word == "stall" and device.calls:
            device.calls.answer(None)

    # By hand: a line that waits in a buffer of Python's wakes nobody.
    begun = b""

    def told(fd, _condition):
        nonlocal begun
        chunk = os.read(fd, 65536)
        *lines, begun = (begun + chunk).split(b"\n")
        for text in lines:
            carry_out(text.decode())
        if not chunk:
            loop.quit()
        return bool(chunk)

    GLib.unix_fd_add_full(0, 0, GLib.IOCondition.IN | GLib.IOCondition.HUP, told)
    loop.run()
    device.unplug()


main()
