import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../test/support/catalogue.ts';
import { isTypedQuestion, typingRulesOf } from './typing.ts';

const typed = catalogue().services.flatMap(({ questions }) => questions.filter(isTypedQuestion));
const idsOf = (personal: boolean): readonly string[] =>
  [...new Set(typed.filter((each) => typingRulesOf(each).personal(each) === personal).map(({ id }) => id))].sort();

describe('texts about a person in the catalogue', () => {
  it('when a question asks for a name, FIN, phone, e-mail, document or address, then dots stand for its text', () => {
    expect(idsOf(true)).toEqual([
      'address-house',
      'address-region-typed',
      'address-settlement-typed',
      'address-street-typed',
      'certificate',
      'child-fin',
      'child-given-names',
      'child-surname',
      'email',
      'mobile',
      'property',
    ]);
  });

  it('when a question asks for something else, then its text is shown', () => {
    expect(idsOf(false)).toEqual([
      'decision',
      'earlier',
      'notice',
      'plate',
      'presentedTo',
      'subscriber',
      'taxpayer',
      'text',
    ]);
  });
});
