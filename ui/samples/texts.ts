import { fillLanguages, type Language } from '../../device/words/language.ts';
import { MONTHS } from '../../device/words/months.ts';

export type SampleText = { readonly [L in Language]: string };

export const say = (az: string, ru: string, en: string): SampleText => fillLanguages({ az, ru, en });

/** A service of the catalogue (`device/catalogue/services`), as a screen shows it. */
export const CARD = {
  title: say('Şəxsiyyət vəsiqəsinin dəyişdirilməsi', 'Замена удостоверения личности', 'Identity card replacement'),
  summary: say(
    'Müddəti bitib, məlumat dəyişib və ya köhnəlib',
    'Истёк срок, изменились данные или износилось',
    'Expired, details changed or worn out',
  ),
  agency: say('Daxili İşlər Nazirliyi', 'Министерство внутренних дел', 'Ministry of Internal Affairs'),
  documents: say('Köhnə şəxsiyyət vəsiqəsi', 'Прежнее удостоверение личности', 'Your current identity card'),
  who: say('Yalnız özünüz (15 yaş və yuxarı)', 'Только вы лично (от 15 лет)', 'You in person (15 or older)'),
  afterwards: say(
    'Foto və barmaq izi, pəncərədə',
    'Фото и отпечатки пальцев у окна',
    'Photo and fingerprints at a window',
  ),
  tiers: [
    say('10 gün ərzində', 'В течение 10 дней', 'Within 10 days'),
    say('3 iş günü ərzində', 'В течение 3 рабочих дней', 'Within 3 working days'),
    say('1 iş günü ərzində', 'В течение 1 рабочего дня', 'Within 1 working day'),
  ],
  reason: {
    title: say('Vəsiqəni niyə dəyişirsiniz?', 'Почему вы меняете удостоверение?', 'Why are you replacing your card?'),
    label: say('Səbəb', 'Причина', 'Reason'),
    hint: say(
      'İtirilmiş və ya korlanmış vəsiqə üçün əməkdaşa müraciət edin.',
      'Если удостоверение утеряно или испорчено, обратитесь к сотруднику.',
      'For a lost or damaged card, please ask an officer.',
    ),
    expired: say('Müddəti bitib', 'Истёк срок действия', 'It has expired'),
    changed: say('Məlumatlarım dəyişib', 'Изменились мои данные', 'My details have changed'),
    changedHint: say(
      'Ad, soyad və ya digər məlumat',
      'Имя, фамилия или другие сведения',
      'Name, surname or other details',
    ),
    worn: say('Köhnəlib, amma oxunur', 'Износилось, но читается', 'It is worn out but readable'),
  },
  mobile: {
    title: say('Mobil nömrəniz hansıdır?', 'Какой у вас номер мобильного телефона?', 'What is your mobile number?'),
    label: say('Mobil nömrə', 'Мобильный телефон', 'Mobile number'),
    hint: say(
      'Vəsiqə hazır olanda sizə xəbər vermək üçün.',
      'Чтобы сообщить вам, когда удостоверение будет готово.',
      'So that we can tell you when your card is ready.',
    ),
    problem: say(
      'Nömrə 9 rəqəmdən ibarət olmalıdır, məsələn 50 123 45 67.',
      'Номер должен состоять из 9 цифр, например 50 123 45 67.',
      'The number must have 9 digits, for example 50 123 45 67.',
    ),
  },
  next: [
    say(
      '12 nömrəli pəncərəyə yaxınlaşın. Talonunuz: A-047. Sizdən əvvəl: 3.',
      'Пройдите к окну 12. Ваш талон: A-047. Перед вами в очереди: 3.',
      'Go to window 12. Your ticket: A-047. Ahead of you: 3.',
    ),
    say(
      'Foto və barmaq izlərinin götürülməsi təxminən 5 dəqiqə çəkir.',
      'Фото и отпечатки пальцев займут около 5 минут.',
      'The photo and fingerprints take about 5 minutes.',
    ),
    say(
      'Vəsiqəniz 4 dekabr tarixində hazır olacaq.',
      'Удостоверение будет готово 4 декабря.',
      'Your card will be ready on 4 December.',
    ),
  ],
} as const;

export const CERTIFICATE = {
  title: say('Ailə üzvləri haqqında arayış', 'Справка о составе семьи', 'Family-members certificate'),
  summary: say('Dərhal bu köşkdə çap olunur', 'Печатается сразу, в этом киоске', 'Printed right away at this kiosk'),
  agency: say('Ədliyyə Nazirliyi', 'Министерство юстиции', 'Ministry of Justice'),
  documents: say(
    'Şəxsiyyət vəsiqəsi və telefonunuz',
    'Удостоверение личности и ваш телефон',
    'Your identity card and your phone',
  ),
  who: say('Yalnız özünüz', 'Только вы лично', 'You in person'),
  tiers: [say('Dərhal', 'Сразу', 'Right away')],
  presentedTo: {
    title: say(
      'Arayış hara təqdim olunacaq?',
      'Куда вы представите справку?',
      'Where will you present the certificate?',
    ),
    label: say('Təqdim olunacağı yer', 'Куда представляется', 'Presented to'),
    hint: say(
      'Məsələn: bank, məktəb, iş yeri',
      'Например: банк, школа, место работы',
      'For example: a bank, a school, an employer',
    ),
    problem: say('Ən azı 2 hərf yazın.', 'Введите не менее 2 букв.', 'Type at least 2 letters.'),
  },
  next: [
    say(
      'Arayışdakı məlumatı yoxlayın. Səhv varsa, əməkdaşa müraciət edin.',
      'Проверьте данные в справке. Если есть ошибка, обратитесь к сотруднику.',
      'Check what the certificate says. If something is wrong, please tell an officer.',
    ),
    say(
      'Arayışı tələb edən yerə təqdim edin.',
      'Передайте справку туда, где её запросили.',
      'Hand the certificate in where it was asked for.',
    ),
  ],
} as const;

export const NOTARY = {
  title: say('Etibarnamə', 'Доверенность', 'Power of attorney'),
  next: [
    say(
      '30 dəqiqə əvvəl gələ bilərsiniz. Vaxt bitəndən 10 dəqiqə sonra talon etibarsız olur.',
      'Можно прийти за 30 минут. Через 10 минут после конца этого времени талон недействителен.',
      'You can come 30 minutes early. From 10 minutes after the end of this time the ticket is not valid.',
    ),
    say(
      'Sənədləri hazır saxlayın. Ödəniş pəncərədə edilir.',
      'Держите документы наготове. Оплата у окна.',
      'Have your documents ready. You pay at the window.',
    ),
  ],
};

export const DUE = {
  title: say('Yol cəriməsinin ödənişi', 'Оплата дорожного штрафа', 'Pay a road fine'),
  subject: say('Sürət həddinin aşılması', 'Превышение скорости', 'Speeding'),
  payee: say('Dövlət Yol Polisi', 'Дорожная полиция', 'Traffic Police'),
  problem: say(
    'Məbləğ 1,00 ₼ ilə 30,00 ₼ arasında olmalıdır.',
    'Сумма должна быть от 1,00 ₼ до 30,00 ₼.',
    'The amount must be between 1.00 ₼ and 30.00 ₼.',
  ),
};

export const TICKET_SERVICE_TEXTS = {
  title: say('Növbə talonu', 'Талон в очередь', 'Queue ticket'),
  summary: say('Əməkdaşla görüşmək üçün', 'Чтобы попасть к сотруднику', 'To see an officer'),
  agency: say('Xidmət mərkəzi', 'Центр обслуживания', 'Service centre'),
  documents: say('Sənəd lazım deyil', 'Документы не нужны', 'No documents needed'),
  who: say('İstənilən şəxs', 'Любой человек', 'Anyone'),
  tiers: [say('Bu gün', 'Сегодня', 'Today')],
  topic: {
    title: say('Hansı məsələ üçün gəlmisiniz?', 'По какому вопросу вы пришли?', 'What have you come for?'),
    label: say('Məsələ', 'Вопрос', 'Topic'),
    options: [
      {
        value: 'identity',
        label: say('Vəsiqə və pasport', 'Удостоверение и паспорт', 'Identity card and passport'),
        hint: null,
      },
      {
        value: 'family',
        label: say('Ailə və uşaq', 'Семья и дети', 'Family and children'),
        hint: say('Doğum, nikah, boşanma, ad', 'Рождение, брак, развод, имя', 'Birth, marriage, divorce, name'),
      },
      { value: 'certificates', label: say('Arayışlar', 'Справки', 'Certificates'), hint: null },
      {
        value: 'home',
        label: say('Ev və kommunal', 'Жильё и коммунальные услуги', 'Home and utilities'),
        hint: say('Əmlak, işıq, su, qaz', 'Недвижимость, адрес, справки', 'Property, power, water, gas'),
      },
      { value: 'car', label: say('Avtomobil', 'Автомобиль', 'Car and driving'), hint: null },
      {
        value: 'work',
        label: say('İş, vergi, sığorta', 'Работа, налоги, страхование', 'Work, tax and insurance'),
        hint: null,
      },
      {
        value: 'legal',
        label: say('Notariat və miqrasiya', 'Нотариат и миграция', 'Notary and migration'),
        hint: say('Etibarnamə, surət, apostil', 'Доверенность, копия, апостиль', 'Power of attorney, copy, apostille'),
      },
      {
        value: 'centre',
        label: say(
          'Ödəniş, şikayət, başqa məsələ',
          'Оплата, жалоба, другой вопрос',
          'Payment, complaint, something else',
        ),
        hint: null,
      },
    ],
  },
  next: [
    say(
      'Tabloda B-012 nömrəsini gözləyin. Sizdən əvvəl: 5.',
      'Ждите номер B-012 на табло. Перед вами в очереди: 5.',
      'Wait for B-012 on the display. Ahead of you: 5.',
    ),
    say(
      'Nömrəniz çağırılanda 7 nömrəli pəncərəyə yaxınlaşın.',
      'Когда номер вызовут, подойдите к окну 7.',
      'When your number is called, go to window 7.',
    ),
  ],
} as const;

export const QUESTIONS = {
  children: {
    title: say('Müraciət hansı uşaq üçündür?', 'Для какого ребёнка заявление?', 'Which child is this for?'),
    hint: say(
      'Reyestrə görə uşaqlarınız. Adı, doğum tarixi və FİN yazılmır.',
      'Ваши дети по данным реестра. Имя, дату рождения и ФИН вводить не нужно.',
      'Your children in the register. You do not type name, date of birth and FIN.',
    ),
    born: say('Doğum ili:', 'Год рождения:', 'Born in'),
    another: say('Başqa uşaq', 'Другой ребёнок', 'Another child'),
  },
  knownPhone: {
    hint: say(
      'Reyestrdəki nömrəniz. Köşkün kodu və SMS-i də bu nömrəyə gəlir.',
      'Ваш номер из реестра. На него приходят и код, и SMS киоска.',
      'Your number in the register. The code and the SMS of the kiosk come to it, too.',
    ),
    another: say('Başqa nömrə', 'Другой номер', 'Another number'),
    anotherHint: say(
      'Yalnız bu müraciət üçün. Reyestrdəki nömrə dəyişmir.',
      'Только для этого заявления. Номер в реестре не изменится.',
      'For this application only. The number in the register stays the same.',
    ),
    typed: say(
      'Yalnız bu müraciət üçün. Köşkün kodu və SMS-i •• 14 nömrəsinə gəlir.',
      'Только для этого заявления. Код и SMS киоска приходят на номер •• 14.',
      'For this application only. The code and the SMS of the kiosk come to •• 14.',
    ),
  },
  places: {
    title: say('Harada işləyəcəksiniz?', 'Где вы будете работать?', 'Where will you work?'),
    hint: say('Bir neçəsini seçmək olar.', 'Можно выбрать несколько.', 'You may choose several.'),
    shop: say('Mağazada', 'В магазине', 'In a shop'),
    market: say('Bazarda', 'На рынке', 'At a market'),
    cafe: say('Kafe və ya restoranda', 'В кафе или ресторане', 'In a cafe or restaurant'),
    workshop: say('Emalatxanada', 'В мастерской', 'In a workshop'),
    office: say('Ofisdə', 'В офисе', 'In an office'),
    home: say('Evdə', 'Дома', 'At home'),
    road: say('Yolda: taksi, yük daşıma', 'В дороге: такси, перевозка грузов', 'On the road: taxi, haulage'),
    internet: say('İnternetdə', 'В интернете', 'On the internet'),
  },
  more: {
    title: say('Daha bir uşaq əlavə etmək istəyirsiniz?', 'Добавить ещё одного ребёнка?', 'Add one more child?'),
    yes: say('Bəli', 'Да', 'Yes'),
    no: say('Xeyr', 'Нет', 'No'),
  },
  birth: {
    title: say('2-ci uşağın doğum tarixi', 'Дата рождения 2-го ребёнка', 'Date of birth of child 2'),
    months: MONTHS,
    notThisTerm: say(
      'Seçdiyiniz bu yaşda uşaq üçün deyil. Bu uşağa uyğundur:',
      'Выбранное не подходит ребёнку этого возраста. Подходит:',
      'What you chose is not for a child of this age. This is:',
    ),
    fits: say(
      '3 yaşdan 18 yaşadək, 10 iş günü',
      'От 3 до 18 лет, 10 рабочих дней',
      'From 3 to 17 years, 10 working days',
    ),
    notThisService: say(
      'Bu xidmət 15 yaşadək uşaqlar üçündür. Tarixi yoxlayın və ya başqa xidmət seçin.',
      'Эта услуга – для детей до 15 лет. Проверьте дату или выберите другую услугу.',
      'This service is for children under 15. Check the date, or choose another service.',
    ),
  },
  fin: {
    title: say('2-ci uşağın FİN-i', 'ФИН 2-го ребёнка', 'FIN of child 2'),
    hint: say(
      'Şəxsiyyət vəsiqəsində yazılıb: 7 işarə.',
      'Напечатан на удостоверении личности: 7 знаков.',
      'It is printed on the identity card: 7 characters.',
    ),
    zero: say(
      'O hərfinin yerinə 0 rəqəmi yazıldı.',
      'Вместо буквы О введена цифра 0.',
      'The digit 0 was typed instead of the letter O.',
    ),
    one: say(
      'I hərfi yazıldı. Sənəddə 1 rəqəmi deyilsə, düzdür.',
      'Введена буква I. Это верно, если в документе не цифра 1.',
      'The letter I was typed. That is right unless the document has the digit 1.',
    ),
    problem: say(
      'FİN 7 işarədən ibarət olmalıdır: rəqəmlər və hərflər.',
      'ФИН должен состоять из 7 знаков: цифр и букв.',
      'The FIN must have 7 characters: digits and letters.',
    ),
  },
  email: {
    title: say('E-poçt ünvanınız hansıdır?', 'Какой у вас адрес электронной почты?', 'What is your email address?'),
    hint: null,
    problem: say(
      'E-poçt ünvanında @ işarəsi və sonda .az və ya .com kimi hissə olmalıdır.',
      'В адресе должен быть знак @, а в конце – часть после точки.',
      'The address must have an @ and end with a part such as .az or .com.',
    ),
  },
  amount: {
    title: say('Aylıq gəliriniz nə qədərdir?', 'Какой у вас доход в месяц?', 'How much do you earn a month?'),
    hint: null,
    problem: say(
      'Məbləğ 1,00\u00a0₼ ilə 20\u00a0000,00\u00a0₼ arasında olmalıdır.',
      'Сумма должна быть от 1,00\u00a0₼ до 20\u00a0000,00\u00a0₼.',
      'The amount must be between 1.00\u00a0₼\u00a0(AZN) and 20,000.00\u00a0₼\u00a0(AZN).',
    ),
  },
  documentNumber: {
    title: say('Köhnə vəsiqənin nömrəsi', 'Номер прежнего удостоверения', 'Number of the old card'),
    hint: null,
  },
  plate: {
    title: say('Avtomobilin nömrə nişanı', 'Номерной знак автомобиля', 'Number plate of the car'),
    hint: null,
  },
  complaint: {
    title: say('Nə baş verib?', 'Что произошло?', 'What happened?'),
    hint: say('500 hərfədək.', 'До 500 букв.', 'Up to 500 letters.'),
    said: say(
      '3 noyabrda müraciət etdim, cavab isə hələ gəlməyib. Mənə dedilər ki, sənədlər hazırdır, amma pəncərədə onları tapa bilmədilər.',
      'Я подал заявление 3 ноября, а ответа всё ещё нет. Мне сказали, что документы готовы, но в окне их не смогли найти.',
      'I applied on 3 November and there is still no answer. I was told that the papers were ready, but they were not found at the window.',
    ),
  },
  region: {
    title: say('Şəhəri və ya rayonu seçin', 'Выберите город или район', 'Choose the city or district'),
    hint: say('Harada yaşayırsınız?', 'Где вы живёте?', 'Where do you live?'),
    names: [
      say('Bakı, Nəsimi rayonu', 'Баку, Насиминский район', 'Baku, Nasimi district'),
      say('Bakı, Yasamal rayonu', 'Баку, Ясамальский район', 'Baku, Yasamal district'),
      say('Bakı, Binəqədi rayonu', 'Баку, Бинагадинский район', 'Baku, Binagadi district'),
      say('Bakı, Sabunçu rayonu', 'Баку, Сабунчинский район', 'Baku, Sabunchu district'),
      say('Bakı, Suraxanı rayonu', 'Баку, Сураханский район', 'Baku, Surakhani district'),
      say('Bakı, Xətai rayonu', 'Баку, Хатаинский район', 'Baku, Khatai district'),
      say('Abşeron rayonu', 'Абшеронский район', 'Absheron district'),
      say('Sumqayıt', 'Сумгаит', 'Sumgait'),
      say('Gəncə', 'Гянджа', 'Ganja'),
      say('Mingəçevir', 'Мингячевир', 'Mingachevir'),
      say('Şəki rayonu', 'Шекинский район', 'Sheki district'),
      say('Lənkəran rayonu', 'Ленкоранский район', 'Lankaran district'),
      say('Quba rayonu', 'Губинский район', 'Guba district'),
      say('Siyahıda yoxdur', 'Нет в списке', 'Not in the list'),
    ],
  },
} as const;

export const GROUPS = [
  {
    id: 'payments',
    icon: 'receipt-text',
    door: true,
    title: say('Ödənişlər', 'Платежи', 'Payments'),
    hint: say(
      'Cərimə, işıq, qaz, su, vergi, rüsum, borc',
      'Штраф, свет, газ, вода, налог, пошлина, долги',
      'Fine, power, gas, water, tax, duty, debts',
    ),
  },
  {
    id: 'identity',
    icon: 'id-card',
    title: say('Vəsiqə və pasport', 'Удостоверение и паспорт', 'Identity card and passport'),
    hint: say('Yeni, dəyişmə, itmə', 'Новое, замена, утеря', 'New, replaced, lost'),
  },
  {
    id: 'family',
    icon: 'users',
    title: say('Ailə və uşaq', 'Семья и дети', 'Family and children'),
    hint: say('Doğum, nikah, boşanma, ad', 'Рождение, брак, развод, имя', 'Birth, marriage, divorce, name'),
  },
  {
    id: 'certificates',
    icon: 'file-check',
    title: say('Arayışlar', 'Справки', 'Certificates'),
    hint: say('Ailə, ünvan, məhkumluq', 'Семья, адрес, судимость', 'Family, address, criminal record'),
  },
  {
    id: 'home',
    icon: 'house',
    title: say('Ev və kommunal', 'Жильё, свет, вода, газ', 'Home and utilities'),
    hint: say('Əmlak, işıq, su, qaz', 'Недвижимость, адрес, справки', 'Property, power, water, gas'),
  },
  {
    id: 'car',
    icon: 'car',
    title: say('Avtomobil', 'Автомобиль', 'Car and driving'),
    hint: say('Sürücülük vəsiqəsi', 'Водительские права', 'Driving licence'),
  },
  {
    id: 'work',
    icon: 'briefcase',
    title: say('İş, vergi, sığorta', 'Работа, налоги, страхование', 'Work, tax and insurance'),
    hint: say('VÖEN, imza, sosial sığorta', 'ИНН, подпись, соцстрах', 'Tax number, signature, insurance'),
  },
  {
    id: 'legal',
    icon: 'stamp',
    title: say('Notariat və miqrasiya', 'Нотариат и миграция', 'Notary and migration'),
    hint: say('Etibarnamə, surət, apostil', 'Доверенность, копия, апостиль', 'Power of attorney, copy, apostille'),
  },
  {
    id: 'centre',
    icon: 'ticket',
    title: say('Növbə və şikayət', 'Очередь и жалоба', 'Queue and complaint'),
    hint: say('Talon, müraciət', 'Талон, обращение', 'Ticket, request'),
  },
] as const;

export const FURTHER_TEXTS = {
  childPassport: say('Uşaq pasportu', 'Паспорт ребёнка', 'Child passport'),
  withParent: say('Valideyn və uşaq gəlir', 'Приходят родитель и ребёнок', 'A parent and the child come'),
  childCard: say('Şəxsiyyət vəsiqəsi, 15 yaşadək', 'Удостоверение личности до 15 лет', 'Identity card, under 15'),
  parent: say('Valideyn gəlir', 'Приходит родитель', 'A parent comes'),
  birth: say('Doğum haqqında şəhadətnamə, təkrar', 'Повторное свидетельство о рождении', 'Birth certificate, again'),
} as const;

export const CHECK_ROW_LABELS = {
  name: say('Soyad və ad', 'Фамилия и имя', 'Name'),
  fin: say('FİN', 'ФИН', 'FIN'),
  documentNumber: say('Sənədin nömrəsi', 'Номер документа', 'Document number'),
  tier: say('Müddət', 'Срок', 'Term'),
} as const;

export const CENTRE = {
  name: say('Dövlət xidmətləri mərkəzi № 5', 'Центр государственных услуг № 5', 'Public service centre No 5'),
  short: say('Mərkəz № 5', 'Центр № 5', 'Centre No 5'),
} as const;

/** Service with longer texts than the catalogue's, for layouts. */
export const LONG_TEXTS = {
  title: say(
    'Azərbaycan Respublikasının hüdudlarından kənarda yaşayan vətəndaşın şəxsiyyət vəsiqəsinin vaxtından əvvəl dəyişdirilməsi',
    'Досрочная замена удостоверения личности гражданина, постоянно проживающего за пределами Азербайджанской Республики',
    'Early replacement of the identity card of a citizen who permanently lives outside the Republic of Azerbaijan',
  ),
  summary: say(
    'Yaşayış yerinin və ya soyadın dəyişməsi, əvvəl verilmiş sənədlərdəki uyğunsuzluqların aradan qaldırılması',
    'Переезд, смена фамилии, уточнение сведений и устранение несоответствий в ранее выданных документах',
    'Moving house, a change of surname, corrected details and differences between documents issued earlier',
  ),
  agency: say(
    'Daxili İşlər Nazirliyinin Baş Pasport, Qeydiyyat və Miqrasiya İdarəsi',
    'Главное управление паспортов, регистрации и миграции Министерства внутренних дел',
    'Main Department of Passports, Registration and Migration of the Ministry of Internal Affairs',
  ),
  centre: say(
    'Beyləqan regional mərkəzi № 27',
    'Бейляганский региональный центр № 27',
    'Beylagan regional centre No 27',
  ),
  option: say(
    'Ad, soyad, ata adı və doğum yeri haqqında məlumatlarım məhkəmə qərarı ilə dəyişdirilib',
    'Сведения об имени, фамилии, отчестве и месте рождения изменены по решению суда',
    'My name, surname, father’s name and place of birth were changed by a decision of a court',
  ),
  name: 'ƏBDÜRRƏHMANBƏYLİ-MƏMMƏDQULUZADƏ ZÜLFÜQAR ŞƏMSƏDDİN',
  place: say(
    'Bankın “Gənclik” filialının ipoteka kreditləri şöbəsinə',
    'В отдел ипотечных кредитов банка, филиал «Гянджлик»',
    'Mortgage department of the bank, Ganjlik branch office',
  ),
  next: say(
    'Binanın sağ qanadında, ikinci mərtəbədəki 214 nömrəli otağa yaxınlaşın və köhnə vəsiqəni əməkdaşa təhvil verin.',
    'Пройдите в правое крыло здания, на второй этаж, в кабинет 214, и сдайте прежнее удостоверение сотруднику.',
    'Go to room 214 on the second floor of the right wing and hand your previous card to the officer there.',
  ),
} as const;

export const IDENTITY_DOCUMENTS = {
  title: say(
    'Şəxsiyyət sənədlərinin reyestri',
    'Реестр документов, удостоверяющих личность',
    'Register of identity documents',
  ),
  holder: say('Daxili İşlər Nazirliyi', 'Министерство внутренних дел', 'Ministry of Internal Affairs'),
  reads: say(
    'Sənədiniz və onun etibarlılığı',
    'Ваш документ и его срок действия',
    'Your document and whether it is valid',
  ),
};

export const CIVIL_RECORDS = {
  title: say('Vətəndaşlıq vəziyyəti aktlarının reyestri', 'Реестр актов гражданского состояния', 'Civil registry'),
  holder: say('Ədliyyə Nazirliyi', 'Министерство юстиции', 'Ministry of Justice'),
  reads: say(
    'Doğum, nikah və ailə haqqında qeydlər',
    'Записи о рождении, браке и семье',
    'Records of birth, marriage and family',
  ),
};

export const BRING = [
  { icon: 'id-card', title: say('Şəxsiyyət vəsiqəsi', 'Удостоверение личности', 'Identity card') },
  { icon: 'baby', title: say('Doğum haqqında şəhadətnamə', 'Свидетельство о рождении', 'Birth certificate') },
  { icon: 'file-check', title: say('Nikah şəhadətnaməsi', 'Свидетельство о браке', 'Marriage certificate') },
  {
    icon: 'baby',
    title: say(
      'Uşaqların doğum şəhadətnamələri',
      'Свидетельства о рождении детей',
      "Your children's birth certificates",
    ),
  },
  { icon: 'square-user', title: say('2 foto (3×4)', '2 фото (3×4)', '2 photos (3 by 4 cm)') },
] as const;
