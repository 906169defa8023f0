import { addressesSchema } from '../../device/catalogue/address.ts';
import { servicesBehind } from '../../device/catalogue/groups.ts';
import type { CatalogueReadResult } from '../../device/catalogue/load.ts';
import { registersSchema } from '../../device/catalogue/register.ts';
import type { PriceTier, Service } from '../../device/catalogue/schema.ts';
import type { ReadableFiles } from '../../device/config/files.ts';
import type { LocalizedText } from '../../device/config/words.ts';
import { readYaml } from '../../device/config/yaml-file.ts';
import { yamlLineOf } from '../../device/config/yaml-places.ts';
import type { IsoDate } from '../../device/words/date.ts';
import { EASY_SENTENCE_WORDS, hardSentences } from '../../device/words/easy.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { describePricedDays, knownPrice } from './price-words.ts';

export interface CatalogueWarning {
  readonly kind: 'price-ends' | 'no-price' | 'not-verified' | 'empty-group' | 'empty-door' | 'not-easy';
  readonly file: string;
  readonly line: number | null;
  readonly path: string;
  readonly says: string;
}

type Remark = Pick<CatalogueWarning, 'kind' | 'says'> & { readonly path: readonly PropertyKey[] };

/** Warnings about all loaded parts on a day. Values that ended before this day are skipped. */
export function warningsOf(
  dir: string,
  read: CatalogueReadResult,
  on: IsoDate,
  files: ReadableFiles,
): readonly CatalogueWarning[] {
  const inFile = (name: string, remarks: readonly Remark[]): readonly CatalogueWarning[] => {
    if (remarks.length === 0) return [];
    const file = `${dir}/${name}`;
    const text = files.read(file);
    return remarks.map(({ path, ...said }) => ({ ...said, file, line: yamlLineOf(text, path), path: path.join('.') }));
  };
  const asksAddress = read.services.some(({ questions }) => questions.some(({ kind }) => kind === 'list'));
  return [
    ...inFile('holidays.yaml', holidayRemarks(read, on)),
    ...inFile('groups.yaml', [...groupRemarks(read), ...doorRemarks(read)]),
    ...(asksAddress ? inFile('address-sample.yaml', addressRemarks(dir, files)) : []),
    ...inFile('registers.yaml', registerRemarks(dir, read, files)),
    ...[...read.services]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((service) => inFile(`services/${service.id}.yaml`, serviceRemarks(service, on))),
  ];
}

function holidayRemarks({ holidays }: CatalogueReadResult, on: IsoDate): readonly Remark[] {
  if (!holidays) return [];
  const remark = (list: 'annual' | 'dated', index: number, day: string, name: string): Remark => {
    return { kind: 'not-verified', path: [list, index], says: `${day} (${name}) is not verified` };
  };
  return [
    ...holidays.annual.flatMap(({ day, name, verified }, at) => (verified ? [] : [remark('annual', at, day, name)])),
    ...holidays.dated.flatMap(({ date, name, verified }, at) =>
      verified || date < on ? [] : [remark('dated', at, date, name)],
    ),
  ];
}

/** None if there are faults: a group may look empty because its service did not load. */
function groupRemarks({ groups, services, faults }: CatalogueReadResult): readonly Remark[] {
  if (faults.length > 0) return [];
  return groups.flatMap(({ id }, index): readonly Remark[] => {
    if (services.some((service) => service.groups.includes(id))) return [];
    return [{ kind: 'empty-group', path: ['groups', index], says: `no service is in the group ${id}` }];
  });
}

function doorRemarks({ doors, services, faults }: CatalogueReadResult): readonly Remark[] {
  if (faults.length > 0) return [];
  return doors.flatMap((door, index): readonly Remark[] => {
    if (servicesBehind(door, services)?.length !== 0) return [];
    return [{ kind: 'empty-door', path: ['doors', index, 'opens'], says: `no service is behind the door ${door.id}` }];
  });
}

function addressRemarks(dir: string, files: ReadableFiles): readonly Remark[] {
  const register = readYaml(`${dir}/address-sample.yaml`, files, addressesSchema);
  if (!register.ok || register.value.verified) return [];
  return [{ kind: 'not-verified', path: ['verified'], says: 'the addresses are not verified' }];
}

function registerRemarks(dir: string, { services }: CatalogueReadResult, files: ReadableFiles): readonly Remark[] {
  const used = new Set(services.flatMap(({ registers }) => registers.map(({ id }) => id)));
  const file = used.size > 0 ? readYaml(`${dir}/registers.yaml`, files, registersSchema) : null;
  if (!file?.ok) return [];
  return file.value.registers.flatMap(({ id, verified }, at): readonly Remark[] => {
    const says = `the register ${id} has general texts: compare them with the texts of its holder`;
    return verified || !used.has(id) ? [] : [{ kind: 'not-verified', path: ['registers', at, 'verified'], says }];
  });
}

const serviceRemarks = (service: Service, on: IsoDate): readonly Remark[] => [
  ...service.tiers.flatMap((tier, index) => [...priceRemarks(tier, index, on), ...unverifiedRemarks(tier, index, on)]),
  ...easyRemarks(service),
];

function easyRemarks({ easy, title, next }: Service): readonly Remark[] {
  const remark = (path: Remark['path'], says: string): Remark => ({ kind: 'not-easy', path, says });
  const hard = (text: LocalizedText, path: Remark['path']): readonly Remark[] =>
    LANGUAGE_CODES.flatMap((code) =>
      hardSentences(text[code]).map((each) => remark([...path, code], hardBecause(each))),
    );
  return [
    ...(easy.title ? hard(easy.title, ['easy', 'title']) : hard(title, ['title'])),
    ...(easy.documents
      ? hard(easy.documents, ['easy', 'documents'])
      : [remark(['easy', 'documents'], 'the easy text is missing: sentences that tell the citizen what to bring')]),
    ...next.flatMap((step, at) => {
      const own = easy.next[at];
      return own ? hard(own, ['easy', 'next', at]) : hard(step, ['next', at]);
    }),
  ];
}

const hardBecause = (sentence: string): string =>
  `not easy: more than ${EASY_SENTENCE_WORDS} words, a bracket, a semicolon or an abbreviation: ${sentence}`;

function priceRemarks(tier: PriceTier, index: number, on: IsoDate): readonly Remark[] {
  const path = ['tiers', index, 'prices'];
  const last = tier.prices.length - 1;
  const until = tier.prices[last]?.until ?? null;
  if (until !== null) {
    const says = `the price of ${tier.id} ${until < on ? 'ended' : 'ends'} on ${until}, and no price follows it`;
    return [{ kind: 'price-ends', path: [...path, last, 'until'], says }];
  }
  if (knownPrice(tier, on)) return [];
  const says = `${tier.id} has no price on ${on}; known prices: ${describePricedDays(tier)}`;
  return [{ kind: 'no-price', path, says }];
}

const unverifiedRemarks = ({ id, prices }: PriceTier, index: number, on: IsoDate): readonly Remark[] =>
  prices.flatMap(({ verified, until, from, source }, nth): readonly Remark[] => {
    if (verified || (until !== null && until < on)) return [];
    const says = `the price of ${id}${from === null ? '' : ` since ${from}`} is not verified: ${source}`;
    return [{ kind: 'not-verified', path: ['tiers', index, 'prices', nth, 'verified'], says }];
  });
