import { type IppAttribute, ippAttribute } from '../../drivers/document-printer/ipp/message.ts';
import { type IppOperation, OPERATIONS, PRINTER_STATES } from '../../drivers/document-printer/ipp/tags.ts';
import { type SheetMechanism, TRAY_SHEETS } from './mechanism.ts';

const NAME = 'Simulated A4 Printer';
export const PRINTER_URI = 'ipp://localhost/ipp/print';
const PDF = 'application/pdf';
export const COPIES = { lower: 1, upper: 99 } as const;
export const SIDES: readonly string[] = ['one-sided', 'two-sided-long-edge'];
export const MEDIA: readonly string[] = ['iso_a4_210x297mm', 'iso_a5_148x210mm'];
/** Paper size in hundredths of a millimetre (PWG 5100.3, 3.13.8). */
const A4_SIZE = [ippAttribute.integer('x-dimension', 21_000), ippAttribute.integer('y-dimension', 29_700)];

/** (RFC 8011, 5.4) */
const DESCRIPTION: readonly IppAttribute[] = [
  ippAttribute.text('printer-name', 'name', 'simulated'),
  ippAttribute.text('printer-info', 'text', NAME),
  ippAttribute.text('printer-make-and-model', 'text', NAME),
  ippAttribute.text('printer-location', 'text', ''),
  ippAttribute.text('printer-more-info', 'uri', 'http://localhost/'),
  ippAttribute.text('printer-uri-supported', 'uri', PRINTER_URI),
  ippAttribute.text('uri-authentication-supported', 'keyword', 'requesting-user-name'),
  ippAttribute.text('uri-security-supported', 'keyword', 'none'),
  ippAttribute.text('ipp-versions-supported', 'keyword', '1.1', '2.0'),
  ippAttribute.text('charset-configured', 'charset', 'utf-8'),
  ippAttribute.text('charset-supported', 'charset', 'utf-8'),
  ippAttribute.text('natural-language-configured', 'naturalLanguage', 'en'),
  ippAttribute.text('generated-natural-language-supported', 'naturalLanguage', 'en'),
  ippAttribute.text('compression-supported', 'keyword', 'none'),
  ippAttribute.text('document-format-default', 'mimeMediaType', PDF),
  ippAttribute.text('document-format-supported', 'mimeMediaType', PDF),
  ippAttribute.text('pdl-override-supported', 'keyword', 'attempted'),
  ippAttribute.range('copies-supported', COPIES.lower, COPIES.upper),
  ippAttribute.text('sides-supported', 'keyword', ...SIDES),
  ippAttribute.text('media-supported', 'keyword', ...MEDIA),
  {
    name: 'media-col-default',
    values: [
      {
        syntax: 'collection',
        members: [{ name: 'media-size', values: [{ syntax: 'collection', members: A4_SIZE }] }],
      },
    ],
  },
];

/** The printer's description at this moment. */
export function printerAttributes(
  mechanism: SheetMechanism,
  operations: readonly IppOperation[],
): readonly IppAttribute[] {
  const { sheetsLeft, tonerPercent } = mechanism.state();
  const reasons = mechanism.reasons();
  return [
    ...DESCRIPTION,
    ippAttribute.enum('operations-supported', ...operations.map((operation) => OPERATIONS[operation])),
    ippAttribute.enum('printer-state', PRINTER_STATES[mechanism.printerState()]),
    ippAttribute.text('printer-state-reasons', 'keyword', ...(reasons.length > 0 ? reasons : ['none'])),
    ippAttribute.flag('printer-is-accepting-jobs', true),
    ippAttribute.integer('queued-job-count', mechanism.jobs().filter(({ state }) => state.startsWith('p')).length),
    ippAttribute.integer('printer-up-time', mechanism.upSeconds()),
    ippAttribute.octets(
      'printer-input-tray',
      `type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=${TRAY_SHEETS};level=${sheetsLeft};status=0;name=main;`,
    ),
    ippAttribute.octets(
      'printer-supply',
      `index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=${Math.ceil(tonerPercent)};colorantname=black;`,
    ),
    ippAttribute.text('printer-supply-description', 'text', 'Black Toner'),
  ];
}
