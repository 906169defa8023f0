import { loadCatalogue } from '../../device/catalogue/load.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { FormContext } from '../../device/session/steps/form/answering.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { exampleAnswer } from '../support/example-answers.ts';
import type { InventedService } from './step.ts';

const FILE = packageFile('test/contract/every-question.yaml');

/** Reads a service with every kind of question. `change` edits the text of its file first. */
export function serviceWithEveryQuestion(change = (text: string) => text): Service {
  const read = (path: string) =>
    path.endsWith('/services/every-question.yaml') ? change(realFiles.read(FILE)) : realFiles.read(path);
  const list = (path: string) => (path.endsWith('/services') ? ['every-question.yaml'] : realFiles.list(path));
  const loaded = loadCatalogue(packageFile('device/catalogue'), { ...realFiles, list, read });
  if (!loaded.ok) throw new Error(describeConfigTrouble(loaded.error));
  return loaded.value.services[0]!;
}

export const ANSWERS_TO_EVERY_QUESTION = {
  reason: 'worn-out',
  where: 'shop,cafe',
  happened: 'The lamp is out.',
  from: '2027-03-01',
  mobile: '501234567',
  mail: 'aysel@example.com',
  sum: '1250',
  'has-car': 'yes',
  car: '10AA123',
  'old-card': 'AA1234567',
  note: 'bank 5',
  'home-region': 'absheron',
  'home-settlement': 'khirdalan',
  'home-street': 'Nizami küçəsi',
  'home-house': '12',
  'child-surname': 'Quliyev',
  'child-given-names': 'Murad',
  'child-birth-date': '2015-05-23',
  'child-fin': '5ABC10D',
  'child-more': 'no',
} as const;

export const SERVICE_WITH_ANSWERS: InventedService = {
  service: serviceWithEveryQuestion(),
  // The walk touches the first entry of each list. Other answers here would add a place for each address.
  answers: { ...ANSWERS_TO_EVERY_QUESTION, 'home-region': 'nasimi-district', 'home-settlement': 'nasimi-centre' },
  answersTo: (context) => exampleAnswer(context as FormContext).map(citizenEvent),
};
