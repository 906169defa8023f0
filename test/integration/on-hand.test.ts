import { describe, expect, it } from 'vitest';
import { DEVICES_VARIABLE, parseRealDevices } from '../contract/on-hand.ts';
import { realDeviceContract } from '../contract/on-hand-rigs.ts';

/*
 * Runs the contract suites on every device of ASAN_KIOSK_DEVICE. They print two receipts, ask for a card without a charge, open the
 * validator's intake, and light the lights.
 */

for (const device of parseRealDevices(process.env[DEVICES_VARIABLE])) realDeviceContract(device);

describe(DEVICES_VARIABLE, () => {
  it('when the variable of the real devices names none, one or several, then they are parsed with their settings', () => {
    expect(parseRealDevices(undefined)).toEqual([]);
    expect(parseRealDevices(' ; ')).toEqual([]);
    expect(
      parseRealDevices(
        'printer=serial:/dev/ttyUSB0@115200,model=epson-tm-t20; terminal=tcp:192.0.2.7:20007,password=123456;' +
          'scanner=05e0:1300:A=B; lines=/etc/cabinet.yaml; chip',
      ),
    ).toEqual([
      {
        kind: 'printer',
        link: { serial: { path: '/dev/ttyUSB0', baudRate: 115_200 } },
        settings: { model: 'epson-tm-t20' },
      },
      { kind: 'terminal', link: { tcp: { host: '192.0.2.7', port: 20_007 } }, settings: { password: '123456' } },
      { kind: 'scanner', ids: { vendorId: 0x05e0, productId: 0x1300, serialNumber: 'A=B' }, settings: {} },
      { kind: 'lines', profile: '/etc/cabinet.yaml', settings: {} },
      { kind: 'chip', settings: {} },
    ]);
  });

  it.each([
    ['fax=tcp:h:1', 'no kind called fax; there are printer, terminal, '],
    ['printer', 'Write serial:/dev/'],
    ['printer=tcp:h:99999', 'Write serial:/dev/'],
    ['printer=tcp:h:1,dialect=3m', 'printer has no setting dialect'],
    ['scanner=tcp:h:1', 'Write VID:PID'],
  ])('when the variable of the real devices is %s, then the error shows its form', (text, why) => {
    expect(() => parseRealDevices(text)).toThrow(`${DEVICES_VARIABLE}: ${why}`);
    expect(() => parseRealDevices(text)).toThrow('KIND=PLACE,SETTING=VALUE');
  });
});
