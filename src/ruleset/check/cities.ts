/**
 * Large cities that give no time zone its name, and countries, by their zone in CLDR. Without this list, `Asia/Beijing` would be
 * taken for a misspelt `Asia/Beirut`. Keys are as in IANA names, in lower case.
 */
const CITIES: Readonly<Record<string, string>> = {
  "Africa/Cairo": "alexandria giza",
  "Africa/Casablanca": "rabat marrakech fez tangier agadir",
  "Africa/Johannesburg": "cape_town durban pretoria",
  "Africa/Lagos": "abuja kano ibadan",
  "Africa/Nairobi": "mombasa",
  "America/Bogota": "medellin cali barranquilla cartagena",
  "America/Chicago":
    "dallas houston austin san_antonio minneapolis milwaukee st_louis new_orleans kansas_city memphis nashville",
  "America/Denver": "salt_lake_city albuquerque colorado_springs",
  "America/Edmonton": "calgary",
  "America/Los_Angeles": "san_francisco san_diego seattle portland las_vegas sacramento san_jose oakland",
  "America/Mexico_City": "guadalajara puebla leon",
  "America/New_York":
    "washington boston philadelphia atlanta miami orlando charlotte pittsburgh cleveland baltimore columbus tampa",
  "America/Sao_Paulo": "rio_de_janeiro rio brasilia belo_horizonte curitiba porto_alegre",
  "America/Toronto": "ottawa quebec",
  "Asia/Dubai": "abu_dhabi sharjah",
  "Asia/Ho_Chi_Minh": "hanoi da_nang",
  "Asia/Jakarta": "bandung surabaya",
  "Asia/Jerusalem": "haifa",
  "Asia/Karachi": "lahore islamabad rawalpindi faisalabad",
  "Asia/Kolkata":
    "india delhi new_delhi mumbai bombay bangalore bengaluru chennai madras hyderabad pune ahmedabad jaipur",
  "Asia/Riyadh": "jeddah mecca medina dammam",
  "Asia/Shanghai": "china beijing peking guangzhou shenzhen tianjin wuhan nanjing hangzhou chengdu xian",
  "Asia/Seoul": "busan incheon",
  "Asia/Tokyo": "osaka kyoto yokohama nagoya sapporo kobe fukuoka",
  "Australia/Sydney": "canberra newcastle",
  "Europe/Amsterdam": "netherlands holland rotterdam the_hague den_haag utrecht eindhoven groningen",
  "Europe/Athens": "greece thessaloniki",
  "Europe/Berlin":
    "germany munich munchen hamburg cologne koln frankfurt stuttgart dusseldorf leipzig dresden hanover bremen bonn nuremberg",
  "Europe/Brussels": "belgium antwerp ghent bruges liege",
  "Europe/Bucharest": "cluj timisoara iasi",
  "Europe/Copenhagen": "denmark aarhus odense",
  "Europe/Dublin": "ireland cork galway limerick",
  "Europe/Helsinki": "finland tampere turku espoo",
  "Europe/Istanbul": "ankara izmir bursa antalya",
  "Europe/Kyiv": "lviv odesa kharkiv dnipro",
  "Europe/Lisbon": "porto braga coimbra",
  "Europe/London":
    "united_kingdom england scotland wales manchester birmingham liverpool leeds glasgow edinburgh cardiff bristol belfast sheffield",
  "Europe/Madrid": "barcelona valencia seville bilbao malaga zaragoza",
  "Europe/Moscow": "st_petersburg saint_petersburg",
  "Europe/Oslo": "norway bergen trondheim stavanger",
  "Europe/Paris": "france lyon marseille toulouse nice nantes lille bordeaux strasbourg",
  "Europe/Prague": "czechia brno ostrava",
  "Europe/Rome": "italy milan milano turin torino naples napoli florence venice bologna genoa palermo verona",
  "Europe/Stockholm": "sweden gothenburg goteborg malmo uppsala",
  "Europe/Vienna": "austria graz linz salzburg innsbruck",
  "Europe/Warsaw": "krakow cracow gdansk wroclaw poznan lodz katowice lublin",
  "Europe/Zurich": "switzerland geneva bern berne basel lausanne lugano",
  "Pacific/Auckland": "wellington christchurch",
};

/** Finds the time zone of a city by its key. */
export const ZONE_OF_CITY: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) => cities.split(" ").map((city) => [city, zone])),
);
