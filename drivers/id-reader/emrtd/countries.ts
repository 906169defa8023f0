/** Alpha-3 and alpha-2, joined. */
const ISO_3166 = [
  'ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT',
  'AZEAZ',
  'BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR',
  'BRBBB BRNBN BTNBT BVTBV BWABW',
  'CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU',
  'CUWCW CXRCX CYMKY CYPCY CZECZ',
  'DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ',
  'ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET',
  'FINFI FJIFJ FLKFK FRAFR FROFO FSMFM',
  'GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF',
  'GUMGU GUYGY',
  'HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU',
  'IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT',
  'JAMJM JEYJE JORJO JPNJP',
  'KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW',
  'LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV',
  'MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP',
  'MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT',
  'NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ',
  'OMNOM',
  'PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF',
  'QATQA',
  'REURE ROURO RUSRU RWARW',
  'SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST',
  'SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY',
  'TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ',
  'UGAUG UKRUA UMIUM URYUY USAUS UZBUZ',
  'VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU',
  'WLFWF WSMWS',
  'YEMYE',
  'ZAFZA ZMBZM ZWEZW',
];

/**
 * Outside ISO 3166-1, or different in zone and certificate (ICAO 9303-3 §5, parts B to D). Organisations without two letters have no
 * certificate: a clerk checks them.
 */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  D: ['DE'],
  // British nationalities; until 2016 also the issuing state.
  GBD: ['GB'],
  GBN: ['GB'],
  GBO: ['GB'],
  GBP: ['GB'],
  GBS: ['GB'],
  // Hong Kong and Macao sign; their zones say China.
  CHN: ['CN', 'HK', 'MO'],
  // Laissez-passer: European Union; United Nations, its agencies, its mission in Kosovo.
  EUE: ['EU'],
  UNO: ['UN'],
  UNA: ['UN'],
  UNK: ['UN'],
  // Kosovo's certificates: KS. Others: XK, which ISO reserves for users.
  RKS: ['KS', 'XK'],
  // ICAO's invented state: specimens and test documents.
  UTO: ['UT'],
};

const COUNTRIES: ReadonlyMap<string, readonly string[]> = new Map([
  ...ISO_3166.flatMap((line) => line.split(' ')).map((pair) => [pair.slice(0, 3), [pair.slice(3)]] as const),
  ...Object.entries(OTHERS),
]);

/**
 * Returns the countries that may sign for an issuing state. Zones name a state with three letters (ICAO 9303-3 §5), certificates with two
 * (`countryName`, ICAO 9303-12 §7.1.1). `issuingState`: as in the zone.
 */
export const countriesFor = (issuingState: string): readonly string[] =>
  COUNTRIES.get(issuingState.toUpperCase()) ?? [];
