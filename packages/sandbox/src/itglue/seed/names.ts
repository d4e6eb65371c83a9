/** A customer: name, short name, what it does, town, sites. */
export type Customer = readonly [
  name: string,
  short: string,
  description: string,
  city: string,
  sites: readonly [string, ...string[]],
];

/** The customers of the invented service provider. Some names are nearly the same on purpose. */
export const CUSTOMERS: readonly Customer[] = [
  ["Alderbrook Veterinary Clinics", "AVC", "4 animal clinics", "Alderbrook", ["Riverside clinic", "Hill clinic"]],
  ["Harbour & Pine Law LLP", "HPL", "Law firm, 60 seats", "Portmere", ["Portmere office", "Court Street annex"]],
  ["Larkfield Dental Group", "LDG", "3 clinics", "Springfield", ["Main clinic", "North clinic", "Orthodontics", "Billing office"]],
  ["Northgate Logistics", "NGL", "Freight and cold storage, 2 warehouses", "Northgate", ["Warehouse A", "Warehouse B", "Head office"]],
  ["Copperline Credit Union", "CCU", "Credit union, 5 branches", "Dunmore", ["Central branch", "Mill branch"]],
  ["Stonebridge Academy Trust", "SAT", "6 schools", "Stonebridge", ["Upper school", "Primary school"]],
  ["Brightwater Municipal Utilities", "BMU", "Water and power", "Brightwater", ["Control room", "Depot"]],
  ["Cedar & Vale Architects", "CVA", "Architecture studio", "Valewood", ["Studio"]],
  ["Tamarind Kitchen Group", "TKG", "11 restaurants", "Eastport", ["Central kitchen", "Quay restaurant"]],
  ["Orchard Row Medical Centre", "ORM", "General practice", "Orchard Row", ["Surgery"]],
  ["Ironwood Manufacturing", "IWM", "Metal parts, two shifts", "Ironwood", ["Plant 1", "Plant 2", "Office"]],
  ["Silverfern Travel", "SFT", "Travel agency", "Westlake", ["Shop", "Call centre"]],
  ["Quillstone Publishing", "QSP", "Books and audio", "Quillstone", ["Editorial office"]],
  ["Harbor and Pine Law", "HPL2", "Duplicate made by an import", "Portmere", ["Portmere office"]],
  ["Beaconsfield Care Homes", "BCH", "7 care homes", "Beacon", ["Oak House", "Elm House"]],
  ["Redwater Estate Agents", "REA", "Property sales and lettings", "Redwater", ["High Street"]],
  ["North Gate Logistics Ltd", "NGL2", "Old record from the previous provider", "Northgate", ["Head office"]],
  ["Lumen Audio Visual", "LAV", "Event technology", "Milton", ["Stores"]],
  ["Greenacre Farm Supplies", "GFS", "Wholesale, 3 yards", "Greenacre", ["Yard 1", "Yard 2"]],
  ["Pelican Marine Services", "PMS", "Boat yard", "Eastport", ["Boat yard"]],
  ["Kestrel Aviation Training", "KAT", "Flight school", "Hartfield", ["Hangar 3", "Classrooms"]],
  ["Maple Street Accountants", "MSA", "Accounting, 25 seats", "Springfield", ["Maple Street"]],
  ["Fairhaven Housing Association", "FHA", "4,000 homes", "Fairhaven", ["Head office", "Repairs depot"]],
  ["Bluestone Quarries", "BSQ", "Quarries and concrete", "Bluestone", ["Pit office"]],
  ["Juniper Wealth Advisers", "JWA", "Financial advice", "Portmere", ["Office"]],
  ["Thistle Print Works", "TPW", "Printing", "Dunmore", ["Works"]],
  ["Westlake Community Theatre", "WCT", "Theatre and cafe", "Westlake", ["Theatre"]],
  ["Sandpiper Insurance Brokers", "SIB", "Insurance, 40 seats", "Eastport", ["Floor 2"]],
  ["Oakhollow Golf Club", "OGC", "Golf club", "Oakhollow", ["Club house"]],
  ["Vireo Biotech", "VBT", "Laboratory, regulated", "Hartfield", ["Laboratory", "Cold store"]],
  ["Marlowe Freight Forwarding", "MFF", "Customs and freight", "Portmere", ["Dock office"]],
  ["Hollybank Nursery Schools", "HNS", "4 nurseries", "Milton", ["Hollybank", "Meadow"]],
  ["Crestview Hotels", "CVH", "3 hotels", "Crestview", ["Grand", "Station", "Lakeside"]],
  ["Pinnacle Roofing", "PNR", "Roofing contractor", "Dunmore", ["Yard"]],
  ["Saffron Home Care", "SHC", "Care at home, 200 phones", "Redwater", ["Office"]],
  ["Tidewater Engineering", "TWE", "Civil engineers", "Brightwater", ["Design office"]],
  ["Wren & Sons Joinery", "WSJ", "Joinery", "Alderbrook", ["Workshop"]],
  ["Elmgrove Pharmacy Group", "EPG", "9 pharmacies", "Elmgrove", ["Elmgrove", "Market Square"]],
  ["Foxglove Interiors", "FGI", "Interior design", "Valewood", ["Showroom"]],
  ["Granite City Motors", "GCM", "Car dealer", "Bluestone", ["Showroom", "Service"]],
  ["Halcyon Software", "HCS", "Software house, cloud only", "Hartfield", ["Office"]],
  ["Meridian Charity Network", "MCN", "Charity, volunteers", "Milton", ["Hub"]],
  ["Maple Street Accounting", "MSA2", "Prospect entered twice", "Springfield", ["Maple Street"]],
  ["Demo Internal IT", "INT", "The provider's own systems", "Springfield", ["Service desk"]],
];

/** The organizations of the second account. */
export const OTHER_CUSTOMERS: readonly Customer[] = [
  ["Bergblick Hotels", "BBH", "Two hotels", "Bergdorf", ["Haus Süd"]],
  ["Kanal Werft", "KWF", "Shipyard", "Hafenstadt", ["Dock 1"]],
];

export const FIRST_NAMES: readonly [string, ...string[]] = [
  "Mira", "Jon", "Priya", "Tomas", "Helen", "Owen", "Sade", "Lucia", "Karim", "Beth", "Yusuf", "Ines",
  "Grace", "Dmitri", "Aoife", "Rafael", "Noor", "Callum", "Ewa", "Hugo",
];

export const LAST_NAMES: readonly [string, ...string[]] = [
  "Oduya", "Averell", "Raman", "Novak", "Brandt", "Lockwood", "Adeyemi", "Moretti", "Haddad", "Finch",
  "Kaya", "Duarte", "Whitlow", "Petrov", "Brennan", "Castell", "Rahimi", "Muir", "Zielin", "Lindqvist",
];

export const JOB_TITLES: readonly [string, ...string[]] = [
  "Practice manager", "Office manager", "Finance director", "Operations lead", "Receptionist",
  "Managing partner", "IT coordinator", "Warehouse supervisor", "Head of compliance", "Owner",
];

/** Devices by kind: prefix of the name, type id, manufacturer id, model id, system id. */
export const DEVICES: readonly (readonly [
  prefix: string,
  type: number,
  manufacturer: number,
  model: number,
  system: number | null,
])[] = [
  ["FW", 1, 11, 40, null],
  ["SW", 2, 15, 45, null],
  ["AP", 9, 15, 44, null],
  ["SRV", 4, 12, 41, 1],
  ["NAS", 5, 13, 42, null],
  ["WS", 6, 12, 43, 3],
  ["LT", 7, 14, 46, 3],
  ["PRN", 8, 16, 47, null],
  ["UPS", 10, 17, 48, null],
];
