import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../device/config/profile.ts';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { cabinetUdevRules, knownHidDevices, udevRules } from './rules.ts';

describe('udev rules', () => {
  it('when the tables change, then the committed rules must follow (vitest -u writes them)', async () => {
    await expect(udevRules()).toMatchFileSnapshot('./70-asan-kiosk.rules');
  });

  it('when udev reads a line, then it has keys, operators and quoted values', () => {
    for (const line of udevRules().split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      expect(line).toMatch(/^[A-Z]+(\{\w+\})?(==|=|\+=)"[^"]*"(, [A-Z]+(\{\w+\})?(==|=|\+=)"[^"]*")*$/);
    }
  });

  it('when a device is known, then the rules reach hidraw and the compositor, for both modes of a scanner', () => {
    const rules = udevRules();
    for (const { vendorId, productId } of knownHidDevices()) {
      const ids = `ATTRS{idVendor}=="${vendorId.toString(16).padStart(4, '0')}", ATTRS{idProduct}=="${productId.toString(16).padStart(4, '0')}"`;
      expect(rules).toContain(`SUBSYSTEM=="hidraw", ${ids}, MODE="0660", GROUP="asan-kiosk"`);
      expect(rules).toContain(`SUBSYSTEM=="input", ${ids}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`);
    }
    expect(rules).toContain(SCANNER_MODELS['access-is'].keyboardProductId.toString(16));
    expect(rules).not.toContain('hidraw0');
  });
});

describe('udev rules of one cabinet', () => {
  const profile = (devices: object) => ({ kiosk: { id: 'K5' }, devices }) as unknown as Profile;
  const serial = (place: object) => ({ link: { serial: { ...place, baudRate: 9600 } } });

  it('when ports are named by number, socket or udev name, then each rule names the port by its use', () => {
    const rules = cabinetUdevRules(
      profile({
        reader: {
          ...serial({ usb: { vendorId: '067B', productId: '2303', serialNumber: 'AB*"1' } }),
          chip: { driver: 'pn532', ...serial({ socket: '1-1.4:1.0' }), trust: '/x' },
        },
        terminal: serial({ path: '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0' }),
        printer: { link: { tcp: { host: '192.0.2.7', port: 9100 } } },
        billValidator: serial({ path: '/dev/ttyS1' }),
      }),
    );
    expect(rules.split('\n').slice(2, -2)).toEqual([
      'SUBSYSTEM=="tty", ATTRS{idVendor}=="067b", ATTRS{idProduct}=="2303", ATTRS{serial}=="AB??1", MODE="0660", GROUP="asan-kiosk", SYMLINK+="kiosk/reader", ENV{ID_MM_DEVICE_IGNORE}="1"',
      'SUBSYSTEM=="tty", SUBSYSTEMS=="usb", KERNELS=="1-1.4:1.0", MODE="0660", GROUP="asan-kiosk", SYMLINK+="kiosk/chip-reader", ENV{ID_MM_DEVICE_IGNORE}="1"',
      'SUBSYSTEM=="tty", SYMLINK=="serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0", MODE="0660", GROUP="asan-kiosk", SYMLINK+="kiosk/terminal", ENV{ID_MM_DEVICE_IGNORE}="1"',
      'SUBSYSTEM=="tty", KERNEL=="ttyS1", MODE="0660", GROUP="asan-kiosk", SYMLINK+="kiosk/bill-validator", ENV{ID_MM_DEVICE_IGNORE}="1"',
    ]);
  });

  it('when the profile names a scanner, then the kiosk may open it, and the screen ignores its keys', () => {
    const at = { vendorId: '1A86', productId: 'e027' };
    const devices = { reader: { link: 'simulated' }, scanner: { driver: 'hid-pos', link: { hid: at } } };
    expect(cabinetUdevRules(profile(devices)).split('\n').slice(2, -2)).toEqual([
      'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="e027", MODE="0660", GROUP="asan-kiosk"',
      'SUBSYSTEM=="input", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="e027", ENV{LIBINPUT_IGNORE_DEVICE}="1"',
    ]);
    const simulated = { ...devices, scanner: { driver: 'hid-pos', link: 'simulated' } };
    expect(cabinetUdevRules(profile(simulated))).not.toContain('hidraw');
  });

  it('when the profile names a keypad of no known model, then the kiosk may open it, and the screen ignores its keys', () => {
    const at = { vendorId: '2B7C', productId: '0001' };
    const devices = { reader: { link: 'simulated' }, keypad: { driver: 'hid-keys', link: { hid: at } } };
    expect(cabinetUdevRules(profile(devices)).split('\n').slice(2, -2)).toEqual([
      'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="2b7c", ATTRS{idProduct}=="0001", MODE="0660", GROUP="asan-kiosk"',
      'SUBSYSTEM=="input", ATTRS{idVendor}=="2b7c", ATTRS{idProduct}=="0001", ENV{LIBINPUT_IGNORE_DEVICE}="1"',
    ]);
  });

  it('when lines are wired to GPIO chips, then the kiosk gets the chips', () => {
    const map = { door: { chip: 'pinctrl-rp1', offset: 17, direction: 'in' } } as const;
    const devices = Object.fromEntries(['reader', 'terminal', 'printer'].map((role) => [role, { link: 'simulated' }]));
    const rules = (adapter: 'libgpiod' | 'sysfs') => cabinetUdevRules({ ...profile(devices), lines: { adapter, map } });
    expect(rules('libgpiod')).toContain('\nSUBSYSTEM=="gpio", KERNEL=="gpiochip*", MODE="0660", GROUP="asan-kiosk"\n');
    expect([rules('sysfs'), cabinetUdevRules(profile(devices))].join('')).not.toContain('gpio');
  });

  it('when udev verifies the rules, then they are valid', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-udev-'));
    const file = join(folder, '71-cabinet.rules');
    writeFileSync(
      file,
      cabinetUdevRules(
        profile({
          reader: serial({ socket: '1-1.4' }),
          terminal: serial({ usb: { vendorId: '0403', productId: '6001', serialNumber: 'A' } }),
          printer: serial({ path: '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.4:1.0-port0' }),
        }),
      ),
    );
    const verified = spawnSync('udevadm', ['verify', '--resolve-names=never', '--no-summary', file], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(verified).toMatchObject({ status: 0, stderr: '' });
  });
});
