import { attr, type IppAttribute } from '../../drivers/document-printer/ipp/message.ts';
import { OPERATIONS, type Operation, PRINTER_STATES } from '../../drivers/document-printer/ipp/tags.ts';
import { type Mechanism, TRAY_SHEETS } from './mechanism.ts';

const NAME = 'Simulated A4 Printer';
export const PRINTER_URI = 'ipp://localhost/ipp/print';
const PDF = 'application/pdf';
export const COPIES = { lower: 1, upper: 99 } as const;
export const SIDES: readonly string[] = ['one-sided', 'two-sided-long-edge'];
export const MEDIA: readonly string[] = ['iso_a4_210x297mm', 'iso_a5_148x210mm'];
/** Paper size in hundredths of a millimetre (PWG 5100.3, 3.13.8). */
const A4_SIZE = [attr.integer('x-dimension', 21_000), attr.integer('y-dimension', 29_700)];

/** (RFC 8011, 5.4) */
const DESCRIPTION: readonly IppAttribute[] = [
  attr.text('printer-name', 'name', 'simulated'),
  attr.text('printer-info', 'text', NAME),
  attr.text('printer-make-and-model', 'text', NAME),
  attr.text('printer-location', 'text', ''),
  attr.text('printer-more-info', 'uri', 'http://localhost/'),
  attr.text('printer-uri-supported', 'uri', PRINTER_URI),
  attr.text('uri-authentication-supported', 'keyword', 'requesting-user-name'),
  attr.text('uri-security-supported', 'keyword', 'none'),
  attr.text('ipp-versions-supported', 'keyword', '1.1', '2.0'),
  attr.text('charset-configured', 'charset', 'utf-8'),
  attr.text('charset-supported', 'charset', 'utf-8'),
  attr.text('natural-language-configured', 'naturalLanguage', 'en'),
  attr.text('generated-natural-language-supported', 'naturalLanguage', 'en'),
  attr.text('compression-supported', 'keyword', 'none'),
  attr.text('document-format-default', 'mimeMediaType', PDF),
  attr.text('document-format-supported', 'mimeMediaType', PDF),
  attr.text('pdl-override-supported', 'keyword', 'attempted'),
  attr.range('copies-supported', COPIES.lower, COPIES.upper),
  attr.text('sides-supported', 'keyword', ...SIDES),
  attr.text('media-supported', 'keyword', ...MEDIA),
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
export function printerAttributes(mechanism: Mechanism, operations: readonly Operation[]): readonly IppAttribute[] {
  const { sheetsLeft, tonerPercent } = mechanism.state();
  const reasons = mechanism.reasons();
  return [
    ...DESCRIPTION,
    attr.enum('operations-supported', ...operations.map((operation) => OPERATIONS[operation])),
    attr.enum('printer-state', PRINTER_STATES[mechanism.printerState()]),
    attr.text('printer-state-reasons', 'keyword', ...(reasons.length > 0 ? reasons : ['none'])),
    attr.flag('printer-is-accepting-jobs', true),
    attr.integer('queued-job-count', mechanism.jobs().filter(({ state }) => state.startsWith('p')).length),
    attr.integer('printer-up-time', mechanism.upSeconds()),
    attr.octets(
      'printer-input-tray',
      `type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=${TRAY_SHEETS};level=${sheetsLeft};status=0;name=main;`,
    ),
    attr.octets(
      'printer-supply',
      `index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=${Math.ceil(tonerPercent)};colorantname=black;`,
    ),
    attr.text('printer-supply-description', 'text', 'Black Toner'),
  ];
}
