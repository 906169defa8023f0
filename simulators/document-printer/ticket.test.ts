import { describe, expect, it } from 'vitest';
import { type IppAttribute, ippAttribute, ippGroupsOf, textOf } from '../../drivers/document-printer/ipp/message.ts';
import { nameInTable, OPERATIONS, STATUS_CODES } from '../../drivers/document-printer/ipp/tags.ts';
import { armedFaults } from '../faults/armed.ts';
import { answerTo } from './answers.ts';
import { DOCUMENT_PRINTER_FAULTS } from './faults.ts';
import { SheetMechanism } from './mechanism.ts';

const URI = 'ipp://127.0.0.1:8731/ipp/print';
const PDF = new TextEncoder().encode('%PDF-1.4\n/Type /Page\n%%EOF');

function asked(
  operation: keyof typeof OPERATIONS,
  own: readonly IppAttribute[],
  job: readonly IppAttribute[] = [],
  data = new Uint8Array(),
) {
  const clock = { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined };
  const faults = armedFaults(DOCUMENT_PRINTER_FAULTS);
  const state = { sheetsLeft: 250, tonerPercent: 100, coverOpen: false, jammed: false, outputFull: false };
  const mechanism = new SheetMechanism(clock, state, faults, () => undefined);
  const attributes = [
    ippAttribute.text('attributes-charset', 'charset', 'utf-8'),
    ippAttribute.text('attributes-natural-language', 'naturalLanguage', 'en'),
    ippAttribute.text('printer-uri', 'uri', URI),
    ...own,
  ];
  const groups = [
    { group: 'operation' as const, attributes },
    { group: 'job' as const, attributes: job },
  ];
  const answer = answerTo(
    { version: '2.0', code: OPERATIONS[operation], requestId: 1, groups, data },
    { mechanism, faults, anonymous: false },
  );
  const unsupported = ippGroupsOf(answer, 'unsupported').flatMap((group) => group.attributes);
  return {
    status: nameInTable(STATUS_CODES, answer.code),
    unsupported: unsupported.map(({ name, values }) => [name, ...values]),
    uri: textOf(ippGroupsOf(answer, 'job')[0], 'job-uri'),
    copies: mechanism.jobs()[0]?.copies,
    told: ippGroupsOf(answer, 'printer').flatMap((group) => group.attributes.map(({ name }) => name)),
  };
}

const keyword = (name: string, text: string) => ippAttribute.text(name, 'keyword', text);
const IGNORED = 'successful-ok-ignored-or-substituted-attributes';
const REFUSED = 'client-error-attributes-or-values-not-supported';

describe('a printer that gets an unsupported wish', () => {
  it.each([
    ['too many copies', ippAttribute.integer('copies', 999), { syntax: 'integer', value: 999 }],
    ['unsupported paper', keyword('media', 'na_letter_8.5x11in'), { syntax: 'keyword', text: 'na_letter_8.5x11in' }],
    [
      'unsupported sides',
      keyword('sides', 'two-sided-short-edge'),
      { syntax: 'keyword', text: 'two-sided-short-edge' },
    ],
    ['an unsupported attribute', keyword('job-hold-until', 'night'), { syntax: 'out-of-band', value: 'unsupported' }],
  ])(
    'when a job wants %s, then the printer names the unsupported wish, and refuses the job only under ipp-attribute-fidelity',
    (_, wish, value) => {
      const unsupported = [[wish.name, value]];
      const fidelity = (on: boolean) => [ippAttribute.flag('ipp-attribute-fidelity', on)];
      expect(asked('Create-Job', fidelity(false), [wish])).toMatchObject({ status: IGNORED, unsupported, copies: 1 });
      expect(asked('Create-Job', fidelity(true), [wish])).toMatchObject({
        status: REFUSED,
        unsupported,
        copies: undefined,
      });
      expect(asked('Print-Job', [], [wish], PDF)).toMatchObject({ status: IGNORED, unsupported });
      expect(asked('Validate-Job', [], [wish])).toMatchObject({ status: IGNORED, unsupported });
    },
  );

  it.each(['Validate-Job', 'Print-Job', 'Create-Job'] as const)(
    'when %s is compressed, then the printer refuses the request',
    (operation) => {
      expect(asked(operation, [keyword('compression', 'gzip')], [], PDF)).toMatchObject({
        status: 'client-error-compression-not-supported',
        unsupported: [['compression', { syntax: 'keyword', text: 'gzip' }]],
      });
      expect(asked(operation, [keyword('compression', 'none')], [], PDF)).toMatchObject({ status: 'successful-ok' });
    },
  );

  it('when every wish is supported, then the job has the address that the client used', () => {
    const wishes = [
      ippAttribute.integer('copies', 2),
      keyword('sides', 'one-sided'),
      keyword('media', 'iso_a4_210x297mm'),
    ];
    expect(asked('Create-Job', [], wishes)).toEqual({
      status: 'successful-ok',
      unsupported: [],
      copies: 2,
      uri: `${URI}/1`,
      told: [],
    });
  });
});

describe('a printer that is asked for a group of its attributes', () => {
  const told = (...words: readonly string[]) =>
    asked('Get-Printer-Attributes', [ippAttribute.text('requested-attributes', 'keyword', ...words)]).told;
  const TEMPLATE = ['copies-supported', 'sides-supported', 'media-supported', 'media-col-default'];

  it('when job-template is requested, then the printer returns what a job may wish for', () => {
    expect(told('job-template')).toEqual(TEMPLATE);
  });

  it('when printer-description is requested, then the printer returns all but job-template; with both groups it returns all', () => {
    const all = asked('Get-Printer-Attributes', []).told;
    expect(told('printer-description')).toEqual(all.filter((name) => !TEMPLATE.includes(name)));
    expect(told('printer-description', 'job-template')).toEqual(all);
    expect(told('all', 'media-col-database')).toEqual(all);
  });

  it('when unknown attributes are requested, then the printer returns only the known ones', () => {
    expect(told('media-col-database')).toEqual([]);
    expect(told('job-description')).toEqual([]);
    expect(told('media-col-database', 'printer-state')).toEqual(['printer-state']);
  });
});
