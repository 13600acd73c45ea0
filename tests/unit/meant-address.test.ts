import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import { meantAddress } from '#domain/meant-address.ts';
import { corpus } from './is-email-corpus.ts';

/** Slips of the fingers, by the domain that is meant. */
const SLIPS: Readonly<Record<string, string>> = {
  'gmail.com': `
    gmial.com gmal.com gmil.com gmaill.com gmai.com gamil.com gnail.com gmsil.com gmaul.com gmqil.com gmali.com
    gmmail.com ggmail.com gmaiil.com gmailcom gmail gmial gmail.con gmail.cmo gmail.co gmail.cm gmail.om gmail.ocm
    gmail.comm gmail.coom gmail.cim gmail.cpm gmail.clm gmail.vom gmail.xom gmail.c gmail.com.com gmail.es gmail.net
    gmail.org gmail.com.mx gmail.com.ar gmail.com.br gmailc.om gmai.lcom gmail,com gmail..com gmail.com. gmial.con
    gmail.com, .gmail.com gmil.con gmal.co gmail.comn gmail.mx GMIAL.COM`,
  'hotmail.com': `
    hotmial.com hotmal.com hotmil.com homail.com hotamil.com hotmaill.com hotmai.com htmail.com hotmeil.com hotnail.com
    hormail.com hitmail.com jotmail.com otmail.com hotmali.com hotmail.con hotmail.co hotmail.cm hotmail.comm
    hotmail.cim hotmailcom hotmail hotmial.con hotmaio.com hotmail.om`,
  'outlook.com': `
    outlok.com outloo.com oulook.com outllook.com outook.com putlook.com outlook.con outlook.co outlook.cm outlook
    outlookcom autlook.com ourlook.com outlool.com outlookc.om`,
  'yahoo.com': `
    yaho.com yahooo.com yhoo.com yaoo.com yahho.com yhaoo.com yajoo.com yahoo.con yahoo.co yahoo.cm yahoo.comm
    yahoo yahoocom yahoo.vom yahoi.com`,
  'icloud.com': `
    iclod.com icoud.com iclould.com icloud.con icloud.co icloud.es icloud icloude.com icluod.com iclud.com`,
  'hotmail.es': 'hotmial.es hotmal.es hormail.es',
  'yahoo.com.mx': 'yaho.com.mx yahooo.com.mx yahoo.con.mx',
  'yahoo.es': 'yaho.es',
  'outlook.es': 'outlok.es',
  'live.com': 'live.con live.cm live.comm',
  'msn.com': 'msn.con msn.cmo',
  'aol.com': 'aol.con aol.co',
  'comcast.net': 'comcat.net comcast.nte comcast.nt comast.net',
  'verizon.net': 'verzon.net verizon.ney',
  'sbcglobal.net': 'sbcgobal.net sbcglobl.net',
  'bellsouth.net': 'belsouth.net bellsuoth.net',
  'protonmail.com': 'protomail.com protonmail.con',
  'prodigy.net.mx': 'prodigi.net.mx',
  // Nobody has a mailbox at an ending that does not exist.
  'example.com': 'example.con example.cmo example.comm',
  'example.org': 'example.ogr example.orgg',
  'empresa.com.mx': 'empresa.con.mx',
};

/** Hosts of mailboxes, and other domains, that are what they look like. */
const RIGHT = `
  gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com me.com mac.com live.com msn.com aol.com
  mail.com email.com ymail.com gmx.com gmx.net gmx.de gmx.es gmx.at gmx.ch web.de t-online.de freenet.de mail.de
  posteo.de mailbox.org rocketmail.com aim.com love.com wow.com fastmail.com fastmail.fm hey.com pm.me proton.me
  protonmail.com protonmail.ch tutanota.com tutanota.de tuta.io zoho.com duck.com inbox.com hush.com usa.net
  hotmail.es hotmail.fr hotmail.it hotmail.de hotmail.co.uk hotmail.com.ar hotmail.com.br hotmail.com.mx hotmail.cl
  hotmail.ca hotmail.be hotmail.nl hotmail.se outlook.es outlook.com.ar outlook.com.br outlook.com.mx outlook.cl
  outlook.fr outlook.de outlook.it outlook.pt outlook.ie live.com.mx live.com.ar live.cl live.co.uk live.fr live.nl
  live.ca live.it yahoo.es yahoo.com.mx yahoo.com.ar yahoo.com.br yahoo.com.co yahoo.com.pe yahoo.com.ve yahoo.cl
  yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.ca yahoo.ie yahoo.co.in yahoo.com.au aol.co.uk aol.de msn.cn
  comcast.net comcast.com verizon.net verizon.com att.net att.com sbcglobal.net bellsouth.net cox.net charter.net
  earthlink.net optonline.net frontier.com windstream.net juno.com netzero.net roadrunner.com rr.com twc.com
  prodigy.net.mx prodigy.net telmex.com infinitum.com.mx terra.com.mx speedy.com.ar fibertel.com.ar arnet.com.ar
  ciudad.com.ar adinet.com.uy une.net.co etb.net.co cantv.net racsa.co.cr vtr.net terra.cl entelchile.net uol.com.br
  bol.com.br terra.com.br ig.com.br globo.com oi.com.br telefonica.net telefonica.com movistar.es orange.es
  vodafone.es terra.es ono.com ya.com wanadoo.es jazztel.es euskaltel.net orange.fr wanadoo.fr free.fr laposte.net
  laposte.fr sfr.fr bbox.fr neuf.fr numericable.fr libero.it libro.it virgilio.it tiscali.it alice.it tin.it
  btinternet.com btopenworld.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk wp.pl o2.pl
  onet.pl interia.pl seznam.cz centrum.cz email.cz abv.bg mail.ru bk.ru list.ru yandex.ru yandex.com rambler.ru
  ukr.net bluewin.ch telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl hetnet.nl home.nl planet.nl sapo.pt
  eircom.net telia.com online.no mail.dk citromail.hu freemail.hu naver.com hanmail.net qq.com 163.com
  riseup.net autistici.org disroot.org systemli.org nodo50.org
  cloud.com grail.com gmail.example.edu umail.ucsb.edu gmail.unam.mx hotelmail.com onlook.com clouds.com
  harvard.edu mit.edu unam.mx uba.ar us.es mail.mit.edu mail.yahoo.com students.live.example.ac.uk alumnos.uni.edu.pe
  acme.co acme.cm acme.om acme.cam acme.bom acme.mom acme.ne acme.ent example.org example.com a.co x.org
  müller.example 例え.jp xn--mller-kva.example 1.2 gob.mx gov.co parliament.uk wahoo.com horizon.net
`;

const words = (list: string) => list.trim().split(/\s+/u);

describe('the address that is meant', () => {
  it.each(Object.entries(SLIPS))('is asked for after a slip: %s', (domain, slips) => {
    for (const slip of words(slips)) {
      expect(meantAddress(`Ana.Rios+x@${slip}`), slip).toEqual({ address: `Ana.Rios+x@${domain}` });
    }
  });

  it.each(words(RIGHT))('is the typed one: %s', (domain) => {
    for (const spelling of [domain, domain.toUpperCase(), ` ${domain} `.trimStart()]) {
      expect(meantAddress(`ana@${spelling}`), spelling).toBeNull();
    }
  });

  it.each(['ana@example', 'ana@localhost', 'ana@empresa', 'ana@mail'])(
    'lacks an ending that nobody can know: %s',
    (typed) => {
      expect(meantAddress(typed)).toBe('ending');
    },
  );

  it.each([
    '',
    ' ',
    'ana',
    'ana@',
    '@gmial.com',
    'ana@@gmial.com',
    'ana@[127.0.0.1]',
    'ana@.',
    '"a b"@gmial.com',
  ])('is not looked for in what is no address: %j', (typed) => {
    expect(meantAddress(typed)).toBeNull();
  });

  it('is the typed one all over the corpus, where the site takes it', () => {
    const taken = corpus.filter(({ address }) => canonicalAddress(address) !== null);
    expect(taken.length).toBeGreaterThan(30);
    const asked = taken.flatMap(({ address }) => {
      const meant = meantAddress(address);
      return meant === null || meant === 'ending' ? [] : [[address, meant.address]];
    });
    expect(asked).toEqual([]);
  });

  it('spoils no address, however it is typed', () => {
    for (const { address } of corpus) {
      const meant = meantAddress(address);
      if (meant !== null && meant !== 'ending') expect(meantAddress(meant.address), address).toBeNull();
    }
  });
});
