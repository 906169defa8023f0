import { expect, it } from 'vitest';
import { type IppGroup, ippAttribute } from './message.ts';
import { suppliesOf } from './supplies.ts';

const printer = (...attributes: IppGroup['attributes']): IppGroup => ({ group: 'printer', attributes });

/** Trays of CUPS's ippeveprinter, with every kind of level. */
const TRAYS = ippAttribute.octets(
  'printer-input-tray',
  'type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;name=main;',
  'type=sheetFeedManual;mediafeed=0;mediaxfeed=0;maxcapacity=1;level=-2;status=0;name=manual',
  'type=sheetFeedAutoNonRemovableTray;maxcapacity=-2;level=-3;name=photo;',
);

it('when the printer has the attributes of IPP Everywhere, then trays and toner are read', () => {
  const supplies = suppliesOf(
    printer(
      TRAYS,
      ippAttribute.octets(
        'printer-supply',
        'index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=25;colorantname=unknown;',
        'index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=75;colorantname=black;',
      ),
      ippAttribute.text('printer-supply-description', 'text', 'Toner Waste Tank', 'Black Toner'),
      ippAttribute.integer('marker-levels', 12),
    ),
  );
  expect(supplies).toEqual([
    { kind: 'paper', name: 'main', level: 40, sheets: 100 },
    { kind: 'paper', name: 'photo', level: 'not-measured' },
    { kind: 'other', name: 'Toner Waste Tank', level: 25 },
    { kind: 'toner', name: 'Black Toner', level: 75 },
  ]);
});

it('when a tray counts in sheets, then sheets are read; when it counts in percent, then no sheets are read', () => {
  const trays = ['unit=percent;maxcapacity=100;level=40;', 'unit=sheets;maxcapacity=250;level=3;'];
  const supplies = suppliesOf(printer(ippAttribute.octets('printer-input-tray', ...trays)));
  expect(supplies.map(({ level, sheets }) => [level, sheets])).toEqual([
    [40, undefined],
    [1, 3],
  ]);
});

it('when there are only markers, then the markers are read, and an unknown level is unknown', () => {
  const supplies = suppliesOf(
    printer(
      ippAttribute.text('marker-names', 'name', 'Black', 'Drum'),
      ippAttribute.text('marker-types', 'keyword', 'toner-cartridge', 'opc'),
      ippAttribute.integer('marker-levels', 61, -2),
    ),
  );
  expect(supplies).toEqual([
    { kind: 'toner', name: 'Black', level: 61 },
    { kind: 'other', name: 'Drum', level: 'unknown' },
  ]);
  expect(suppliesOf(undefined)).toEqual([]);
});

it('when a printer lists 500 supplies, then 32 supplies are read', () => {
  expect(
    suppliesOf(printer(ippAttribute.integer('marker-levels', ...Array.from({ length: 500 }, () => 5)))),
  ).toHaveLength(32);
});
