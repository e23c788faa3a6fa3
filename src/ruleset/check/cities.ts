/** Large cities that give no time zone its name, and the two largest countries, by their zone in CLDR. Spelt as in IANA names, in lower case. */
const CITIES: Readonly<Record<string, string>> = {
  "America/Los_Angeles": "san_francisco seattle",
  "America/New_York": "washington boston atlanta miami",
  "America/Sao_Paulo": "rio_de_janeiro brasilia",
  "Asia/Kolkata": "india delhi new_delhi mumbai bangalore chennai",
  "Asia/Shanghai": "china beijing shenzhen",
  "Asia/Tokyo": "osaka kyoto",
  "Europe/Amsterdam": "rotterdam the_hague",
  "Europe/Berlin": "munich munchen hamburg frankfurt cologne",
  "Europe/London": "manchester edinburgh",
  "Europe/Madrid": "barcelona valencia",
  "Europe/Paris": "lyon marseille nice",
  "Europe/Rome": "milan turin naples",
  "Europe/Zurich": "geneva bern basel",
};

/** Finds the time zone of a city by its key. */
export const ZONE_OF_CITY: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) => cities.split(" ").map((city) => [city, zone])),
);
