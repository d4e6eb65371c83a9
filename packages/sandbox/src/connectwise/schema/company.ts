/** The company records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const COMPANY: Readonly<Record<string, string>> = {
  Company: `
    identifier!:s25 name!:s50 status:rCompanyStatus addressLine1:s50 addressLine2:s50 city:s50
    state:s50 zip:s12 country:rCountry phoneNumber:s30 faxNumber:s30 website:s255
    territory:rSystemLocation market:rMarketDescription accountNumber:s defaultContact:rContact
    dateAcquired:d sicCode:rSicCode parentCompany:rCompany annualRevenue:n numberOfEmployees:i
    yearEstablished:i revenueYear:i ownershipType:rOwnershipType timeZoneSetup:rTimeZoneSetup
    leadSource:s50 leadFlag:b unsubscribeFlag:b calendar:rCalendar userDefinedField1:s50
    userDefinedField2:s50 userDefinedField3:s50 userDefinedField4:s50 userDefinedField5:s50
    userDefinedField6:s50 userDefinedField7:s50 userDefinedField8:s50 userDefinedField9:s50
    userDefinedField10:s50 vendorIdentifier:s taxIdentifier:s taxCode:rTaxCode
    billingTerms:rBillingTerms invoiceTemplate:rInvoiceTemplate pricingSchedule:rPricingSchedule
    companyEntityType:rEntityType billToCompany:rCompany billingSite:rSite billingContact:rContact
    invoiceDeliveryMethod:rBillingDelivery invoiceToEmailAddress:s invoiceCCEmailAddress:s
    deletedFlag:b dateDeleted:d deletedBy:s mobileGuid:s facebookUrl:s twitterUrl:s linkedInUrl:s
    currency:rCurrency territoryManager:rMember resellerIdentifier:s isVendorFlag:b
    types:[rCompanyType] site:rSite integratorTags:[s] customFields:[oCustomFieldValue]
  `,
  CompanyStatus: `
    name!:s50 defaultFlag:b inactiveFlag:b notifyFlag:b disallowSavingFlag:b
    notificationMessage:s500 customNoteFlag:b cancelOpenTracksFlag:b track:rTrack
  `,
  CompanyType: `
    name!:s50 defaultFlag:b vendorFlag:b serviceAlertFlag:b serviceAlertMessage:s150
  `,
  CompanySite: `
    name!:s50 addressLine1:s50 addressLine2:s50 city:s50 stateReference:rState zip:s12
    country:rCountry addressFormat:s phoneNumber:s30 faxNumber:s30 taxCode:rTaxCode
    entityType:rEntityType expenseReimbursement:n primaryAddressFlag:b defaultShippingFlag:b
    defaultBillingFlag:b defaultMailingFlag:b inactiveFlag:b billSeparateFlag:b mobileGuid:s
    calendar:rCalendar timeZone:rTimeZoneSetup company:rCompany
  `,
  CompanyNote: `
    text!:s type:rNoteType flagged:b enteredBy:s company:rCompany
  `,
  CompanyNoteType: `
    identifier:s15 name!:s50 defaultFlag:b importFlag:b
  `,
  CompanyTeam: `
    company:rCompany teamRole:rTeamRole location:rSystemLocation department:rSystemDepartment
    contact:rContact member:rMember accountManagerFlag:b techFlag:b salesFlag:b
  `,
  TeamRole: `
    name!:s20 accountManagerFlag:b techFlag:b salesFlag:b
  `,
  "CompanyCompanyTypeAssociation.CompanyTypeAssociation": `
    type:rCompanyType company:rCompany
  `,
  Contact: `
    firstName:s lastName:s company:rCompany site:rSite addressLine1:s addressLine2:s city:s
    state:s zip:s country:rCountry relationship:rRelationship relationshipOverride:s
    department:rContactDepartment inactiveFlag:b defaultMergeContactId:i securityIdentifier:s
    managerContact:rContact assistantContact:rContact title:s school:s nickName:s marriedFlag:b
    childrenFlag:b children:s significantOther:s portalPassword:s portalSecurityLevel:i
    disablePortalLoginFlag:b unsubscribeFlag:b gender:eFemale|Male birthDay:s anniversary:s
    presence:eNoAgent|Online|DoNotDisturb|Away|Offline mobileGuid:s facebookUrl:s twitterUrl:s
    linkedInUrl:s defaultPhoneType:s defaultPhoneNbr:s defaultPhoneExtension:s
    defaultBillingFlag:b defaultFlag:b userDefinedField1:s50 userDefinedField2:s50
    userDefinedField3:s50 userDefinedField4:s50 userDefinedField5:s50 userDefinedField6:s50
    userDefinedField7:s50 userDefinedField8:s50 userDefinedField9:s50 userDefinedField10:s50
    companyLocation:rSystemLocation communicationItems:[oContactCommunicationItem]
    types:[rContactType] integratorTags:[s] customFields:[oCustomFieldValue] photo:rDocument
    ignoreDuplicates:b typeIds:[n]
  `,
  ContactCommunication: `
    contactId:i type:rCommunicationType value!:s250 extension:s15 defaultFlag:b mobileGuid:s
    communicationType:eEmail|Fax|Phone domain:s
  `,
  ContactCommunicationItem: `-info
    type:rCommunicationType value:s extension:s defaultFlag:b domain:s
    communicationType:eEmail|Fax|Phone
  `,
  ContactType: `
    description!:s50 defaultFlag:b serviceAlertFlag:b serviceAlertMessage:s150
  `,
  ContactNote: `
    contactId:i text!:s type:rNoteType flagged:b enteredBy:s
  `,
  ContactDepartment: `
    name!:s30
  `,
  ContactRelationship: `
    name!:s50
  `,
  "ContactContactTypeAssociation.ContactTypeAssociation": `
    type:rContactType contact:rContact
  `,
  CommunicationType: `
    description!:s phoneFlag:b faxFlag:b emailFlag:b defaultFlag:b exchangeXref:s50
    iphoneXref!:s50 androidXref!:s50 googleXref:s50
  `,
  "Company.Configuration": `
    name!:s100 type:rConfigurationType status:rConfigurationStatus company:rCompany
    contact:rContact site:rSite locationId:i businessUnitId:i deviceIdentifier:s100
    serialNumber:s250 modelNumber:s50 tagNumber:s50 purchaseDate:d installationDate:d
    installedBy:rMember warrantyExpirationDate:d vendorNotes:s notes:s macAddress:s25
    lastLoginName:s100 billFlag:b backupSuccesses:i backupIncomplete:i backupFailed:i
    backupRestores:i lastBackupDate:d backupServerName:s50 backupBillableSpaceGb:n
    backupProtectedDeviceList:s backupYear:i backupMonth:i ipAddress:s50 defaultGateway:s50
    osType:s250 osInfo:s250 cpuSpeed:s100 ram:s25 localHardDrives:s parentConfigurationId:i
    vendor:rCompany manufacturer:rManufacturer questions:[oConfigurationQuestion] activeFlag:b
    managementLink:s1000 remoteLink:s1000 sla:rSLA mobileGuid:s displayVendorFlag:b
    companyLocationId:i showRemoteFlag:b showAutomateFlag:b needsRenewalFlag:b
    manufacturerPartNumber:s50 customFields:[oCustomFieldValue]
  `,
  ConfigurationQuestion: `-id -info
    answerId:i questionId:i question:s answer:* sequenceNumber:n numberOfDecimals:i
    fieldType:eTextArea|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password
    requiredFlag:b
  `,
  ConfigurationStatus: `
    description!:s50 closedFlag:b defaultFlag:b
  `,
  ConfigurationType: `
    name!:s50 inactiveFlag:b systemFlag:b
  `,
  ConfigurationTypeQuestion: `
    configurationType:rConfigurationType
    fieldType!:eTextArea|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password
    entryType!:eDate|EntryField|List|Option sequenceNumber!:n question!:s1000 numberOfDecimals:i
    requiredFlag:b inactiveFlag:b
  `,
  ConfigurationTypeQuestionValue: `
    configurationType:rConfigurationType question:rConfigurationTypeQuestion value!:s1000
    defaultFlag:b inactiveFlag:b
  `,
  CustomFieldValue: `-info
    caption:s
    type:eTextArea|Button|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password
    entryMethod:eDate|EntryField|List|Option numberOfDecimals:i value:*
  `,
};
