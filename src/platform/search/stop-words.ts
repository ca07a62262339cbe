/**
 * Spanish words that say nothing, as the database's dictionary knows them (the list of the Snowball project) and as the
 * search compares words, without accents: what the dictionary knows only with its accent is none, but for the last two
 * that were added, `mas` and `tambien`. A test asks the database.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `
  a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante e el ella
  ellas ellos en entre era erais eran eras eres es esa esas ese eso esos esta estaba estabais estaban
  estabas estad estada estadas estado estados estamos estando estar estaremos estas este estemos esto
  estos estoy estuve estuviera estuvierais estuvieran estuvieras estuvieron estuviese estuvieseis
  estuviesen estuvieses estuvimos estuviste estuvisteis estuvo fue fuera fuerais fueran fueras fueron
  fuese fueseis fuesen fueses fui fuimos fuiste fuisteis ha habida habidas habido habidos habiendo
  habremos han has hasta hay haya hayamos hayan hayas he hemos hube hubiera hubierais hubieran hubieras
  hubieron hubiese hubieseis hubiesen hubieses hubimos hubiste hubisteis hubo la las le les lo los mas me
  mi mis mucho muchos muy nada ni no nos nosotras nosotros nuestra nuestras nuestro nuestros o os otra
  otras otro otros para pero poco por porque que quien quienes se sea seamos sean seas sentid sentida
  sentidas sentido sentidos seremos siente sin sintiendo sobre sois somos son soy su sus suya suyas suyo
  suyos tambien tanto te tendremos tened tenemos tenga tengamos tengan tengas tengo tenida tenidas tenido
  tenidos teniendo ti tiene tienen tienes todo todos tu tus tuve tuviera tuvierais tuvieran tuvieras
  tuvieron tuviese tuvieseis tuviesen tuvieses tuvimos tuviste tuvisteis tuvo tuya tuyas tuyo tuyos un una
  uno unos vosostras vosostros vuestra vuestras vuestro vuestros y ya yo
`
    .trim()
    .split(/\s+/),
);
