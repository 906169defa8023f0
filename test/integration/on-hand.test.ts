import { describe, expect, it } from 'vitest';
import { devicesOnHand, VARIABLE } from '../contract/on-hand.ts';
import { onHandContract } from '../contract/on-hand-rigs.ts';

/*
 * The contract suites on hardware: those rules that need no simulator, on every device that ASAN_KIOSK_DEVICE names. It prints
 * two receipts, asks for a card and charges nothing, opens the mouth of a validator and lights the lights.
 */

for (const device of devicesOnHand(process.env[VARIABLE])) onHandContract(device);

describe(VARIABLE, () => {
  it('names nothing, one device, or several with settings', () => {
    expect(devicesOnHand(undefined)).toEqual([]);
    expect(devicesOnHand(' ; ')).toEqual([]);
    expect(
      devicesOnHand(
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
  ])('is refused as %s, with the form', (text, why) => {
    expect(() => devicesOnHand(text)).toThrow(`${VARIABLE}: ${why}`);
    expect(() => devicesOnHand(text)).toThrow('KIND=PLACE,SETTING=VALUE');
  });
});
