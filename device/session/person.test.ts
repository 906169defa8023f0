import { describe, expect, it } from 'vitest';
import { isPersonNamedOnPaper, type PersonOfVisit } from './person.ts';

const AYSEL: PersonOfVisit = { fin: '5ABC12D', surname: 'MAMMADOVA', givenNames: 'AYSEL' };
const FIN = '5ABC12D';

describe('a paper of the person of the visit', () => {
  it.each([
    ['as the zone has it', { fin: FIN, name: 'MAMMADOVA AYSEL' }],
    ['the other way round', { fin: FIN, name: 'Aysel Mammadova' }],
    ['in letters of the country, with a patronymic', { fin: FIN, name: 'Məmmədova Aysel Rəşid qızı' }],
    ['with a FIN in small letters', { fin: ' 5abc12d ', name: 'Məmmədova Aysel' }],
  ])('when a name is written %s, then the paper names the person', (_, named) => {
    expect(isPersonNamedOnPaper(named, AYSEL)).toBe(true);
  });

  it.each([
    ['QULIYEV', 'ÇİNGİZ', 'Quliyev Çingiz'],
    ['GULIYEV', 'CHINGIZ', 'Quliyev Çingiz'],
    ['SHAHIN', 'KHALIL', 'Şahin Xəlil'],
    ['ISMAYILOV', 'ILQAR', 'İsmayılov İlqar'],
    ['HUSEYNOV', 'JAVID', 'Hüseynov Cavid'],
    ['HUESEYNOV', 'ILQAR', 'Hüseynov İlqar'],
    ['ASADOVA', 'OEZLAM', "Əs'ədova Özləm"],
    ['OCONNOR', 'SEAN', 'O’Connor Sean'],
    ['AGHAYEV', 'ILQAR', 'Ağayev İlqar'],
    ['ILQAR', '', 'İlqar'],
    ['MAMMADOVA', 'AYSEL', ' Məmmədova--Aysel. '],
  ])('when the zone has %s %s, then it matches %s', (surname, givenNames, name) => {
    expect(isPersonNamedOnPaper({ fin: FIN, name }, { fin: FIN, surname, givenNames })).toBe(true);
  });

  it('when the FIN has a small Azerbaijani ı, then it equals I', () => {
    expect(isPersonNamedOnPaper({ fin: '5abı12d', name: 'Məmmədova Aysel' }, { ...AYSEL, fin: '5ABI12D' })).toBe(true);
  });

  it('when the zone cuts the given names off, then their beginning is enough, and the surname must still match', () => {
    const long: PersonOfVisit = { fin: FIN, surname: 'ABDULRAHIMOVA', givenNames: 'GULBAHAR SAADET' };
    expect(isPersonNamedOnPaper({ fin: FIN, name: 'Abdulrahimova Gulbahar Saadetxanim' }, long)).toBe(true);
    expect(isPersonNamedOnPaper({ fin: FIN, name: 'Abdulrahimovazade Gulbahar Saadet' }, long)).toBe(false);
  });
});

describe('a paper of another person', () => {
  it.each([
    ['another FIN', { fin: '5ABC12E', name: 'MAMMADOVA AYSEL' }],
    ['another given name', { fin: FIN, name: 'MAMMADOVA LEYLA' }],
    ['another surname', { fin: FIN, name: 'ALIYEVA AYSEL' }],
    ['a given name that only begins with the name on the card', { fin: FIN, name: 'MAMMADOVA AYSELXANIM' }],
    ['no name at all', { fin: FIN, name: '' }],
  ])('when a paper has %s, then it does not name the person', (_, named) => {
    expect(isPersonNamedOnPaper(named, AYSEL)).toBe(false);
  });

  it('when the card has no name, then no paper names the person', () => {
    expect(isPersonNamedOnPaper({ fin: FIN, name: 'MAMMADOVA AYSEL' }, { ...AYSEL, surname: '', givenNames: '' })).toBe(
      false,
    );
  });

  it('when there is no card, or a card without FIN, then no paper names the person', () => {
    expect(isPersonNamedOnPaper({ fin: FIN, name: 'MAMMADOVA AYSEL' }, null)).toBe(false);
    expect(isPersonNamedOnPaper({ fin: FIN, name: 'MAMMADOVA AYSEL' }, { ...AYSEL, fin: null })).toBe(false);
  });
});
