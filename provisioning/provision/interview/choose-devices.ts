import { InvalidArgumentError } from 'commander';
import { DEVICE_KINDS, type ProfileKind } from '../../../drivers/device-kinds.ts';
import { DIALECT_BY_PRINTER_MODEL } from '../../command/load-profile.ts';
import { type LinkAddress, parseLinkAddress } from '../../command/options.ts';
import type { ConfirmationResult } from '../../find/confirm.ts';
import { placeWords } from '../../find/device-words.ts';
import type { FoundDevice } from '../../find/found.ts';
import { terminalPasswordSchema } from '../order/order.ts';
import { candidateSettings, type DeviceCandidate, type DeviceChoice, type DeviceDecision } from '../plan/devices.ts';
import { STOPPED } from './interview.ts';
import type { InterviewPrompts } from './prompts.ts';
import { fillTemplate, type InterviewWords } from './words.ts';

interface Asking {
  readonly prompts: InterviewPrompts;
  readonly words: InterviewWords;
  readonly found: readonly FoundDevice[];
  /** `null`: the device cannot show itself. */
  readonly shown: (role: ProfileKind, candidates: readonly DeviceCandidate[]) => Promise<ConfirmationResult> | null;
}

type Settings = Readonly<Record<string, unknown>>;

type Said = { readonly settings: Settings } | 'none' | 'again' | typeof STOPPED;

/** The technician stands at the devices, confirms the certain devices and decides the open roles. */
export async function decideDevices(
  choice: DeviceDecision,
  asking: Asking,
): Promise<DeviceChoice | typeof STOPPED | 'again'> {
  const devices: Partial<Record<ProfileKind, Settings>> = { ...choice.chosen.devices };
  for (const candidate of choice.certain) {
    const said = await confirmed(candidate.role, candidate, asking);
    if (said === STOPPED || said === 'again') return said;
    if (said === 'none') delete devices[candidate.role];
    else devices[candidate.role] = said.settings;
  }
  for (const { role, candidates } of choice.open) {
    const said = await decided(role, candidates, asking);
    if (said === STOPPED || said === 'again') return said;
    if (said !== 'none') devices[role] = said.settings;
  }
  return { ...choice.chosen, devices };
}

const describe = ({ found, proposal }: DeviceCandidate): string => `${placeWords(found)}: ${proposal.evidence}`;

const TRIED: readonly ProfileKind[] = ['reader', 'printer'];

async function confirmed(role: ProfileKind, candidate: DeviceCandidate, asking: Asking): Promise<Said> {
  const { prompts, words, found } = asking;
  for (;;) {
    const said = await prompts.choose<'yes' | 'try' | 'no'>({
      message: fillTemplate(words.isIt, { role: words.devices[role], found: describe(candidate) }),
      options: [
        { value: 'yes', label: words.yes },
        ...(TRIED.includes(role) ? [{ value: 'try' as const, label: words.tryIt }] : []),
        { value: 'no', label: words.no },
      ],
    });
    if (!('answer' in said)) return STOPPED;
    if (said.answer === 'yes') return { settings: candidateSettings(candidate, found) };
    if (said.answer === 'no') return decided(role, [candidate], asking);
    const tried = await tryIt(role, [candidate], asking);
    // A document proves the reader; a printed letter must be seen, so the technician is asked.
    if (tried && role === 'reader') return tried;
  }
}

async function tryIt(role: ProfileKind, candidates: readonly DeviceCandidate[], asking: Asking): Promise<Said | null> {
  const { prompts, found } = asking;
  const shown = await asking.shown(role, candidates);
  if (!shown) return null;
  if (!shown.ok) {
    prompts.say(`${shown.error.found} (${shown.error.code}): ${shown.error.fix}`);
    return null;
  }
  const { device, settings, evidence } = shown.value;
  prompts.say(evidence);
  return {
    settings: candidateSettings(
      { found: device, proposal: { role, settings, certainty: 'answered', evidence } },
      found,
    ),
  };
}

async function decided(role: ProfileKind, candidates: readonly DeviceCandidate[], asking: Asking): Promise<Said> {
  const { prompts, words, found } = asking;
  const name = { role: words.devices[role] };
  const options: { value: DeviceCandidate | 'try' | 'again' | 'address' | 'none'; label: string; hint?: string }[] = [
    ...candidates.map((its) => ({ value: its, label: describe(its), hint: its.proposal.certainty })),
    ...(TRIED.includes(role) && candidates.length > 0 ? [{ value: 'try' as const, label: words.tryIt }] : []),
    { value: 'again', label: words.lookAgain },
    ...(DEVICE_KINDS[role].hasLink ? [{ value: 'address' as const, label: words.byAddress }] : []),
    ...(DEVICE_KINDS[role].isNeeded ? [] : [{ value: 'none' as const, label: words.notFitted }]),
  ];
  const message = fillTemplate(candidates.length === 0 ? words.nothingFound : words.which, name);
  const said = await prompts.choose({ message, options });
  if (!('answer' in said)) return STOPPED;
  switch (said.answer) {
    case 'again':
    case 'none':
      return said.answer;
    case 'address':
      return byAddress(role, asking);
    case 'try': {
      const tried = await tryIt(role, candidates, asking);
      return tried && role === 'reader' ? tried : decided(role, candidates, asking);
    }
    default:
      return { settings: candidateSettings(said.answer, found) };
  }
}

async function byAddress(role: ProfileKind, { prompts, words }: Asking): Promise<Said> {
  const typed = await prompts.text({
    message: words.address,
    refuse: (answer) => (addressIn(answer) ? null : fillTemplate(words.wrong, { expected: words.address })),
  });
  const address = 'answer' in typed ? addressIn(typed.answer) : null;
  if (!address) return 'answer' in typed || typed.leave === 'back' ? 'again' : STOPPED;
  const link = 'tcp' in address ? { tcp: address.tcp } : { serial: address.serial };
  if (role !== 'printer') return { settings: { driver: DEVICE_KINDS[role].driver, ...framing(role, address), link } };
  const model = await prompts.choose({
    message: words.model,
    options: Object.keys(DIALECT_BY_PRINTER_MODEL).map((name) => ({ value: name, label: name })),
  });
  if (!('answer' in model)) return STOPPED;
  return { settings: { driver: DIALECT_BY_PRINTER_MODEL[model.answer], model: model.answer, link } };
}

const framing = (role: ProfileKind, address: LinkAddress): Settings =>
  role === 'terminal' ? { framing: 'tcp' in address ? 'tcp' : 'serial' } : {};

function addressIn(text: string): LinkAddress | null {
  try {
    return parseLinkAddress(text);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return null;
    throw error;
  }
}

/** Merchant password of the terminal; never shown. */
export async function askPassword(prompts: InterviewPrompts, words: InterviewWords): Promise<string | typeof STOPPED> {
  const said = await prompts.text({
    message: words.password,
    isSecret: true,
    refuse: (answer) =>
      terminalPasswordSchema.safeParse(answer).success ? null : fillTemplate(words.wrong, { expected: words.password }),
  });
  return 'answer' in said ? said.answer : STOPPED;
}
