import type { Language } from '../../device/screen/screen.ts';

/** What a service of the samples says: after the catalogue, in one language. */
export interface SampleTexts {
  readonly centre: { readonly name: string; readonly short: string };
  readonly identity: ServiceTexts & { readonly afterwards: string; readonly tiers: readonly [string, string, string] };
  readonly family: ServiceTexts;
  readonly queue: ServiceTexts;
  readonly reason: {
    readonly title: string;
    readonly hint: string;
    readonly label: string;
    readonly options: readonly (readonly [string, string | null])[];
  };
  readonly phone: { readonly title: string; readonly hint: string; readonly label: string; readonly problem: string };
  readonly place: { readonly title: string; readonly hint: string; readonly label: string; readonly typed: string; readonly long: string };
  readonly rows: { readonly name: string; readonly fin: string; readonly number: string; readonly term: string };
  readonly atOnce: string;
  readonly today: string;
  readonly nextIdentity: readonly string[];
  readonly nextFamily: readonly string[];
  readonly nextQueue: readonly string[];
  readonly longService: string;
  readonly longAgency: string;
}

interface ServiceTexts {
  readonly title: string;
  readonly summary: string;
  readonly agency: string;
  readonly documents: string;
  readonly who: string;
}

export const TEXTS: { readonly [L in Language]: SampleTexts } = {
  az: {
    centre: { name: 'Dövlət xidmətləri mərkəzi № 5', short: 'Mərkəz № 5' },
    identity: {
      title: 'Şəxsiyyət vəsiqəsinin dəyişdirilməsi',
      summary: 'Müddəti bitib, məlumat dəyişib və ya köhnəlib',
      agency: 'Daxili İşlər Nazirliyi',
      documents: 'Köhnə şəxsiyyət vəsiqəsi',
      who: 'Yalnız özünüz (15 yaş və yuxarı)',
      afterwards: 'Foto və barmaq izi, 1-ci mərtəbə',
      tiers: ['10 gün ərzində', '3 iş günü ərzində', '1 iş günü ərzində'],
    },
    family: {
      title: 'Ailə üzvləri haqqında arayış',
      summary: 'Dərhal bu köşkdə çap olunur',
      agency: 'Ədliyyə Nazirliyi',
      documents: 'Şəxsiyyət vəsiqəsi',
      who: 'Yalnız özünüz',
    },
    queue: {
      title: 'Növbə talonu',
      summary: 'Əməkdaşla görüşmək üçün',
      agency: 'Xidmət mərkəzi',
      documents: 'Sənəd lazım deyil',
      who: 'İstənilən şəxs',
    },
    reason: {
      title: 'Vəsiqəni niyə dəyişirsiniz?',
      hint: 'İtirilmiş və ya korlanmış vəsiqə üçün əməkdaşa müraciət edin.',
      label: 'Səbəb',
      options: [
        ['Müddəti bitib', null],
        ['Məlumatlarım dəyişib', 'Ad, soyad və ya digər məlumat'],
        ['Köhnəlib, amma oxunur', null],
      ],
    },
    phone: {
      title: 'Mobil nömrəniz hansıdır?',
      hint: 'Vəsiqə hazır olanda sizə xəbər vermək üçün.',
      label: 'Mobil nömrə',
      problem: 'Nömrə 9 rəqəmdən ibarət olmalıdır, məsələn 50 123 45 67.',
    },
    place: {
      title: 'Arayış hara təqdim olunacaq?',
      hint: 'Məsələn: bank, məktəb, iş yeri',
      label: 'Təqdim olunacağı yer',
      typed: 'Bakı şəhəri, 6 nömrəli məktəb',
      long: 'Azərbaycan Respublikasının Elm və Təhsil Nazirliyinə təqdim',
    },
    rows: { name: 'Soyad və ad', fin: 'FİN', number: 'Sənədin nömrəsi', term: 'Müddət' },
    atOnce: 'Dərhal',
    today: 'Bu gün',
    nextIdentity: [
      '1-ci mərtəbədə 12 nömrəli pəncərəyə yaxınlaşın. Talonunuz: A-047. Sizdən əvvəl: 3 nəfər.',
      'Foto və barmaq izlərinin götürülməsi təxminən 5 dəqiqə çəkir.',
      'Vəsiqəniz 4 dekabr tarixində hazır olacaq.',
    ],
    nextFamily: [
      'Arayışdakı məlumatı yoxlayın. Səhv varsa, əməkdaşa müraciət edin.',
      'Arayışı tələb edən yerə təqdim edin.',
    ],
    nextQueue: [
      'Tabloda A-047 nömrəsini gözləyin. Sizdən əvvəl: 3 nəfər.',
      'Nömrəniz çağırılanda 12 nömrəli pəncərəyə yaxınlaşın.',
    ],
    longService: 'Daşınmaz əmlakın texniki sənədlərinin dublikatının verilməsi və yüklülük haqqında arayışın təqdim edilməsi',
    longAgency: 'İqtisadiyyat Nazirliyi yanında Əmlak Məsələləri Dövlət Xidməti',
  },
  ru: {
    centre: { name: 'Центр государственных услуг № 5', short: 'Центр № 5' },
    identity: {
      title: 'Замена удостоверения личности',
      summary: 'Истёк срок, изменились данные или износилось',
      agency: 'Министерство внутренних дел',
      documents: 'Прежнее удостоверение личности',
      who: 'Только вы лично (от 15 лет)',
      afterwards: 'Фото и отпечатки пальцев, 1 этаж',
      tiers: ['В течение 10 дней', 'В течение 3 рабочих дней', 'В течение 1 рабочего дня'],
    },
    family: {
      title: 'Справка о составе семьи',
      summary: 'Печатается сразу, в этом киоске',
      agency: 'Министерство юстиции',
      documents: 'Удостоверение личности',
      who: 'Только вы лично',
    },
    queue: {
      title: 'Талон в очередь',
      summary: 'Чтобы попасть к сотруднику',
      agency: 'Центр обслуживания',
      documents: 'Документы не нужны',
      who: 'Любой человек',
    },
    reason: {
      title: 'Почему вы меняете удостоверение?',
      hint: 'Если удостоверение утеряно или испорчено, обратитесь к сотруднику.',
      label: 'Причина',
      options: [
        ['Истёк срок действия', null],
        ['Изменились мои данные', 'Имя, фамилия или другие сведения'],
        ['Износилось, но читается', null],
      ],
    },
    phone: {
      title: 'Какой у вас номер мобильного телефона?',
      hint: 'Чтобы сообщить вам, когда удостоверение будет готово.',
      label: 'Мобильный телефон',
      problem: 'Номер должен состоять из 9 цифр, например 50 123 45 67.',
    },
    place: {
      title: 'Куда вы представите справку?',
      hint: 'Например: банк, школа, место работы',
      label: 'Куда представляется',
      typed: 'Школа № 6 города Баку',
      long: 'Министерство науки и образования Азербайджанской Республики',
    },
    rows: { name: 'Фамилия и имя', fin: 'ФИН', number: 'Номер документа', term: 'Срок' },
    atOnce: 'Сразу',
    today: 'Сегодня',
    nextIdentity: [
      'Пройдите к сотруднику: 1 этаж, окно 12. Ваш талон: A-047. Человек перед вами: 3.',
      'Фото и отпечатки пальцев займут около 5 минут.',
      'Удостоверение будет готово 4 декабря.',
    ],
    nextFamily: [
      'Проверьте данные в справке. Если есть ошибка, обратитесь к сотруднику.',
      'Передайте справку туда, где её запросили.',
    ],
    nextQueue: [
      'Ждите номер A-047 на табло. Человек перед вами: 3.',
      'Когда номер вызовут, подойдите к окну 12.',
    ],
    longService:
      'Выдача дубликата технических документов на недвижимое имущество и справки об обременениях собственности',
    longAgency: 'Государственная служба по вопросам имущества при Министерстве экономики',
  },
  en: {
    centre: { name: 'Public service centre № 5', short: 'Centre № 5' },
    identity: {
      title: 'Identity card replacement',
      summary: 'Expired, details changed or worn out',
      agency: 'Ministry of Internal Affairs',
      documents: 'Your current identity card',
      who: 'You in person (15 or older)',
      afterwards: 'Photo and fingerprints, 1st floor',
      tiers: ['Within 10 days', 'Within 3 working days', 'Within 1 working day'],
    },
    family: {
      title: 'Family-members certificate',
      summary: 'Printed right away at this kiosk',
      agency: 'Ministry of Justice',
      documents: 'Your identity card',
      who: 'You in person',
    },
    queue: {
      title: 'Queue ticket',
      summary: 'To see an officer',
      agency: 'Service centre',
      documents: 'No documents needed',
      who: 'Anyone',
    },
    reason: {
      title: 'Why are you replacing your card?',
      hint: 'For a lost or damaged card, please ask an officer.',
      label: 'Reason',
      options: [
        ['It has expired', null],
        ['My details have changed', 'Name, surname or other details'],
        ['It is worn out but readable', null],
      ],
    },
    phone: {
      title: 'What is your mobile number?',
      hint: 'So that we can tell you when your card is ready.',
      label: 'Mobile number',
      problem: 'The number must have 9 digits, for example 50 123 45 67.',
    },
    place: {
      title: 'Where will you present the certificate?',
      hint: 'For example: a bank, a school, an employer',
      label: 'Presented to',
      typed: 'School No. 6, Baku',
      long: 'Ministry of Science and Education of the Republic of Azerb',
    },
    rows: { name: 'Name', fin: 'FIN', number: 'Document number', term: 'Term' },
    atOnce: 'Right away',
    today: 'Today',
    nextIdentity: [
      'Go to window 12 on the 1st floor. Your ticket: A-047. People ahead of you: 3.',
      'The photo and fingerprints take about 5 minutes.',
      'Your card will be ready on 4 December.',
    ],
    nextFamily: [
      'Check what the certificate says. If something is wrong, please tell an officer.',
      'Hand the certificate in where it was asked for.',
    ],
    nextQueue: ['Wait for A-047 on the display. People ahead of you: 3.', 'When your number is called, go to window 12.'],
    longService: 'Duplicate of the technical documents of a property and certificate of encumbrances on the ownership',
    longAgency: 'State Service on Property Issues under the Ministry of Economy',
  },
};
