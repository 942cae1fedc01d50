import type { Random } from '../random.ts';

interface NamePool {
  weight: number;
  female: string[];
  male: string[];
  last: string[];
}

const words = (text: string): string[] => text.split('|');

const POOLS: NamePool[] = [
  {
    weight: 22,
    female: words(
      'Olivia|Amelia|Charlotte|Grace|Hannah|Megan|Rachel|Abigail|Eleanor|Phoebe|Natalie|Victoria|Heather|Allison|Brooke|Caitlin|Diana|Fiona|Georgia|Holly',
    ),
    male: words(
      'James|Oliver|William|Thomas|Benjamin|Samuel|Daniel|Andrew|Matthew|Patrick|Graham|Stuart|Nathan|Simon|Trevor|Victor|Wesley|Adrian|Colin|Douglas',
    ),
    last: words(
      "Smith|Taylor|Walker|Harrison|Bennett|Murphy|O'Brien|O'Connor|McAllister|MacDonald|Fitzgerald|Whitfield|Ashworth|Pemberton|Lockwood|Sinclair|Thornton|Hargreaves|Kendrick|D'Arcy|Carmichael|Holloway|Prescott|Winters",
    ),
  },
  {
    weight: 16,
    female: words(
      'Anna|Katharina|Jana|Lena|Sabine|Jörgine|Käthe|Ulrike|Franziska|Greta|Heike|Ilse|Johanna|Mareike|Nele|Petra|Silke|Tanja|Wiebke|Anneliese',
    ),
    male: words(
      'Jürgen|Björn|Lukas|Matthias|Stefan|Tobias|Sören|Karl-Heinz|Hans-Peter|Florian|Götz|Holger|Jens|Klaus|Lorenz|Malte|Niklas|Rüdiger|Thorsten|Uwe',
    ),
    last: words(
      'Müller|Schäfer|Größmann|Weiß|Köhler|Vogel|Krüger|Schröder|Lindner|Böhm|Winkler|Jäger|Seidel|Brandt|Haas|Otto|Pfeiffer|Ziegler|Meyer-Lansky|von Stetten|Baumgärtner|Eßer|Fröhlich|Hübner',
    ),
  },
  {
    weight: 10,
    female: words(
      'Camille|Élodie|Chloé|Manon|Inès|Margaux|Aurélie|Céline|Hélène|Noémie|Océane|Solène|Anaïs|Béatrice|Zoé|Marie-Claire|Françoise|Geneviève|Agnès|Maëlle',
    ),
    male: words(
      'Étienne|François|Jérôme|Loïc|Mathieu|Rémi|Sébastien|Théo|Jean-Luc|Jean-Baptiste|Benoît|Cédric|Didier|Gaël|Hervé|Joël|Noël|Raphaël|Yannick|Aurélien',
    ),
    last: words(
      "Lefèvre|Dubois|Moreau|Girard|D'Angelo|Bertrand|Chevalier|Fournier|Gauthier|Lacroix|Marchand|Perrin|Rousseau|Béranger|Saint-Martin|Dupré|de la Croix|Benoît|Hébert|Pelletier|Bélanger|Tremblay|Côté|Château",
    ),
  },
  {
    weight: 10,
    female: words(
      'Lucía|Sofía|Valentina|Beatriz|Ximena|Inés|Rocío|Montserrat|Begoña|Itziar|Mónica|Verónica|Ángela|Consuelo|Pilar|Isabel|Catarina|Conceição|Joana|Leonor',
    ),
    male: words(
      'José|Álvaro|Íñigo|Joaquín|Andrés|Ramón|Sergio|Martín|Nicolás|Óscar|Raúl|João|Tiago|Gonçalo|Duarte|Simão|Rui|Estêvão|Jesús|Benjamín',
    ),
    last: words(
      'García|Muñoz|Ibáñez|Peña|Núñez|Castaño|Ordóñez|Quiñones|Vázquez|Jiménez|García Márquez|de la Vega|Gonçalves|Magalhães|Conceição|Araújo|Simões|Brandão|Figueiró|Falcão|Sepúlveda|Zúñiga|Echeverría|Agüero',
    ),
  },
  {
    weight: 9,
    female: words(
      'Astrid|Ingrid|Sigrid|Åsa|Kjersti|Linnéa|Maja|Freja|Solveig|Tuva|Ebba|Hedda|Märta|Päivi|Aino|Sanna|Birgitte|Gro|Unni|Ylva',
    ),
    male: words(
      'Åke|Anders|Björn-Erik|Gunnar|Håkon|Jørgen|Kåre|Lars|Magnus|Øyvind|Søren|Tormod|Väinö|Eero|Jukka|Mikkel|Rasmus|Torbjørn|Ulf|Vidar',
    ),
    last: words(
      'Ångström|Bergström|Sjöberg|Lindqvist|Nyström|Østergaard|Sørensen|Kjær|Bjørnstad|Håland|Grønn|Mäkinen|Hämäläinen|Väisänen|Lehtonen|Holmqvist|Åkesson|Öberg|Nilsen|Dahl|Strøm|Wåhlin|Thygesen|Ruud',
    ),
  },
  {
    weight: 8,
    female: words(
      'Agnieszka|Małgorzata|Katarzyna|Łucja|Zuzanna|Kateřina|Božena|Zdeňka|Ivana|Jelena|Đurđa|Živa|Ana|Petra|Ildikó|Zsófia|Réka|Ana-Maria|Ștefania|Ioana',
    ),
    male: words(
      'Łukasz|Paweł|Michał|Wojciech|Tomáš|Jiří|Ondřej|Miloš|Nikola|Đorđe|Željko|Matej|Luka|György|István|László|Bogdan|Ștefan|Cătălin|Răzvan',
    ),
    last: words(
      'Kowalczyk|Wiśniewska|Wójcik|Zieliński|Dąbrowska|Dvořák|Novotný|Černý|Kučera|Horváth|Kovačević|Jovanović|Đukić|Živković|Krajnc|Szabó|Németh|Tóth|Popescu|Ionescu|Mureșan|Bălan|Słowik|Łapiński',
    ),
  },
  {
    weight: 8,
    female: words(
      'Aisha|Fatima|Leïla|Nour|Yasmin|Zahra|Amira|Salma|Elif|Ayşe|Gülşen|Zeynep|Şirin|Dilnoza|Maryam|Rania|Samira|Hanan|Layla|İpek',
    ),
    male: words(
      'Omar|Yusuf|Khalid|Tariq|Mehmet|Çağlar|Emre|Oğuz|Şahin|Karim|Nadir|Hassan|Ibrahim|Jamal|Rashid|Bilal|Farid|Idris|Mustafa|Ümit',
    ),
    last: words(
      "Al-Sayed|El-Amin|Haddad|Khoury|Mansour|Nasser|Rahman|Yılmaz|Öztürk|Çelik|Şimşek|Aydoğan|Güneş|Demir|Ben-Youssef|Saïdi|Bouzid|Farouk|Hamdi|N'Diaye|Abu-Bakr|Karimi|Hosseini|Türkoğlu",
    ),
  },
  {
    weight: 9,
    female: words(
      'Priya|Ananya|Kavita|Lakshmi|Meera|Neha|Radhika|Sunita|Deepa|Ishani|Pooja|Shreya|Tanvi|Uma|Vidya|Aditi|Bhavna|Gauri|Jaya|Nandini',
    ),
    male: words(
      'Arjun|Rohan|Vikram|Sanjay|Rahul|Aditya|Kiran|Manoj|Nikhil|Prakash|Rajesh|Suresh|Tarun|Varun|Anil|Dinesh|Ganesh|Harish|Mohan|Siddharth',
    ),
    last: words(
      'Sharma|Patel|Iyer|Krishnamurthy|Reddy|Nair|Chatterjee|Banerjee|Desai|Gupta|Joshi|Kulkarni|Mehta|Menon|Mukherjee|Pillai|Rao|Singh|Srinivasan|Subramaniam|Verma|Bose|Ghosh|Kapoor',
    ),
  },
  {
    weight: 8,
    female: words(
      'Mei|Xiu-Ying|Yuki|Sakura|Hana|Ji-woo|Soo-jin|Min-seo|Thảo|Phương|Ngọc|Siti|Dewi|Ayu|Li Na|Hui-Min|Aiko|Naomi|Keiko|Ha-eun',
    ),
    male: words(
      'Wei|Jun|Hiroshi|Kenji|Takumi|Haruto|Min-jun|Sung-ho|Jae-won|Dũng|Minh|Quân|Budi|Agus|Zhi-Hao|Ming|Satoshi|Ryō|Kōji|Tae-yang',
    ),
    last: words(
      'Wang|Chen|Liu|Zhang|Huang|Ōno|Satō|Yamaguchi|Kobayashi|Itō|Kim|Park|Choi|Jeong|Nguyễn|Trần|Phạm|Lê|Wijaya|Santoso|Tan|Lim|Ng|Goh',
    ),
  },
  {
    weight: 6,
    female: words(
      'Adaeze|Chioma|Ngozi|Folasade|Wanjiru|Achieng|Makena|Thandiwe|Nomvula|Zanele|Abena|Akosua|Efua|Mariama|Aminata|Ọlá|Yetunde|Temitọpẹ|Lerato|Naledi',
    ),
    male: words(
      'Chukwuemeka|Olumide|Babatunde|Kwame|Kofi|Yaw|Thabo|Sipho|Mandla|Tendai|Kamau|Otieno|Mwangi|Sékou|Mamadou|Ousmane|Emeka|Tunde|Lwazi|Kagiso',
    ),
    last: words(
      "Okafor|Adeyemi|Nwosu|Eze|Balogun|Oyelaran|Mensah|Boateng|Owusu|Asante|Dlamini|Nkosi|Mokoena|Khumalo|Wambui|Odhiambo|Kiplagat|Diallo|Traoré|M'Baye|Keïta|Ndlovu|Moyo|Chukwu",
    ),
  },
];

const NICKNAMES: Record<string, string> = {
  Benjamin: 'Ben',
  Samuel: 'Sam',
  Thomas: 'Tom',
  William: 'Bill',
  Matthew: 'Matt',
  Katharina: 'Kathi',
  Franziska: 'Franzi',
  Matthias: 'Matze',
  Agnieszka: 'Aga',
  Chukwuemeka: 'Emeka',
  Siddharth: 'Sid',
  Valentina: 'Vale',
};

export type GenderValue = 'Female' | 'Male' | 'Non-binary' | 'Other' | null;

export interface PersonName {
  firstName: string;
  lastName: string;
  middleName: string | null;
  gender: GenderValue;
}

const TOTAL_WEIGHT = POOLS.reduce((sum, pool) => sum + pool.weight, 0);

function pickPool(random: Random): NamePool {
  let left = random.next() * TOTAL_WEIGHT;
  for (const pool of POOLS) {
    left -= pool.weight;
    if (left < 0) return pool;
  }
  return random.pick(POOLS);
}

/** A name with a gender entry: mostly Female or Male, sometimes another value or none. */
export function createName(random: Random): PersonName {
  const pool = pickPool(random);
  const female = random.chance(0.5);
  const roll = random.next();
  const lastName = random.pick(pool.last);
  const second = random.chance(0.05) ? random.pick(pool.last) : null;
  return {
    firstName: random.pick(female ? pool.female : pool.male),
    lastName: second !== null && second !== lastName && !second.includes(' ') ? `${lastName}-${second}` : lastName,
    middleName: random.chance(0.08) ? random.pick(female ? pool.female : pool.male) : null,
    gender: roll < 0.02 ? 'Non-binary' : roll < 0.03 ? 'Other' : roll < 0.05 ? null : female ? 'Female' : 'Male',
  };
}

/** What friends call a person of that first name; never the name itself. */
export function nicknameOf(firstName: string): string {
  const start = Array.from(firstName).slice(0, 3).join('');
  return NICKNAMES[firstName] ?? (firstName === `${start}i` ? `${start}o` : `${start}i`);
}

const FOLDED: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'o',
  æ: 'ae',
  đ: 'd',
  Đ: 'd',
  ł: 'l',
  Ł: 'l',
  ı: 'i',
};

/** A name as it appears in an e-mail address: lower-case ASCII letters and hyphens. */
export function foldName(name: string): string {
  return Array.from(name)
    .map((char) => FOLDED[char] ?? char)
    .join('')
    .normalize('NFD')
    .replace(/[^A-Za-z-]/g, '')
    .toLowerCase();
}
