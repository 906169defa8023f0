import { describe, expect, it } from 'vitest';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { knownHidDevices, udevRules } from './rules.ts';

describe('the udev rules', () => {
  it('that are committed are those of the tables (vitest -u writes them)', async () => {
    await expect(udevRules()).toMatchFileSnapshot('./70-asan-kiosk.rules');
  });

  it('are one key, operator and quoted value after the other, as udev reads them', () => {
    for (const line of udevRules().split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      expect(line).toMatch(/^[A-Z]+(\{\w+\})?(==|=|\+=)"[^"]*"(, [A-Z]+(\{\w+\})?(==|=|\+=)"[^"]*")*$/);
    }
  });

  it('reach hidraw and the compositor for every known device, in both modes of a scanner', () => {
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
