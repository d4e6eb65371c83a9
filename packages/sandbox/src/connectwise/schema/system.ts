/** The system records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const SYSTEM: Readonly<Record<string, string>> = {
  Member: `
    identifier!:s15 password:s60 firstName!:s30 middleInitial:s1 lastName!:s30 title:s50
    reportCard:rReportCard licenseClass!:eA|C|F|X disableOnlineFlag:b enableMobileFlag:b
    type:rMemberType employeeIdentifer:s10 vendorNumber:s notes:s timeZone:rTimeZoneSetup
    country:rCountry serviceBoardTeamIds:[n] enableMobileGpsFlag:b inactiveDate:d inactiveFlag:b
    lastLogin:d photo:rDocument partnerPortalFlag:b clientId:s stsUserAdminUrl:s token:s
    toastNotificationFlag:b memberPersonas:[n] office365:oMemberOffice365 officeEmail:s250
    officePhone:s15 officeExtension:s10 mobileEmail:s250 mobilePhone:s15 mobileExtension:s10
    homeEmail:s250 homePhone:s15 homeExtension:s10 defaultEmail!:eOffice|Mobile|Home
    primaryEmail:s250 defaultPhone!:eOffice|Mobile|Home securityRole:rSecurityRole adminFlag:b
    structureLevel:rStructure securityLocation:rSystemLocation defaultLocation:rSystemLocation
    defaultDepartment:rSystemDepartment reportsTo:rMember restrictLocationFlag:b
    restrictDepartmentFlag:b workRole:rWorkRole workType:rWorkType timeApprover:rMember
    expenseApprover:rMember billableForecast:n dailyCapacity:n hourlyCost:n hourlyRate:n
    includeInUtilizationReportingFlag:b requireExpenseEntryFlag:b requireTimeSheetEntryFlag:b
    requireStartAndEndTimeOnTimeEntryFlag:b allowInCellEntryOnTimeSheet:b
    enterTimeAgainstCompanyFlag:b allowExpensesEnteredAgainstCompaniesFlag:b
    timeReminderEmailFlag:b daysTolerance:i minimumHours:n timeSheetStartDate:d hireDate!:d
    serviceDefaultLocation:rSystemLocation serviceDefaultDepartment:rSystemDepartment
    serviceDefaultBoard:rBoard restrictServiceDefaultLocationFlag:b
    restrictServiceDefaultDepartmentFlag:b excludedServiceBoardIds:[n]
    projectDefaultLocation:rSystemLocation projectDefaultDepartment:rSystemDepartment
    projectDefaultBoard:rProjectBoard restrictProjectDefaultLocationFlag:b
    restrictProjectDefaultDepartmentFlag:b excludedProjectBoardIds:[n]
    scheduleDefaultLocation:rSystemLocation scheduleDefaultDepartment:rSystemDepartment
    scheduleCapacity:n serviceLocation:rServiceLocation restrictScheduleFlag:b
    hideMemberInDispatchPortalFlag:b calendar:rCalendar salesDefaultLocation:rSystemLocation
    restrictDefaultSalesTerritoryFlag:b warehouse:rWarehouse warehouseBin:rWarehouseBin
    restrictDefaultWarehouseFlag:b restrictDefaultWarehouseBinFlag:b mapiName:s
    calendarSyncIntegrationFlag:b enableLdapAuthenticationFlag:b
    ldapConfiguration:rLdapConfiguration ldapUserName:s50
    companyActivityTabFormat!:eSummaryList|DetailList
    invoiceTimeTabFormat!:eSummaryList|DetailList
    invoiceScreenDefaultTabFormat!:eShowInvoicingTab|ShowAgreementInvoicingTab
    invoicingDisplayOptions!:eRemainOnInvoicingScreen|ShowRecentInvoices
    agreementInvoicingDisplayOptions!:eRemainOnInvoicingScreen|ShowRecentInvoices
    authenticationServiceType:eAuthAnvil|GoogleAuthenticator|Email
    timebasedOneTimePasswordActivated:b ssoSettings:rMemberSsoSettings autoStartStopwatch:b
    autoPopupQuickNotesWithStopwatch:b signature:s
    globalSearchDefaultTicketFilter:eOpenRecords|ClosedRecords|AllRecords
    globalSearchDefaultSort:eNone|LastUpdatedDesc|LastUpdatedAsc|CreatedDesc|CreatedAsc
    phoneSource:s phoneIntegrationType:eTAPI|SKYPE|NONE useBrowserLanguageFlag:b copyPodLayouts:b
    copySharedDefaultViews:b copyColumnLayoutsAndFilters:b fromMemberRecId:i
    customFields:[oCustomFieldValue]
  `,
  MemberInfo: `
    identifier:s firstName:s middleInitial:s lastName:s fullName:s defaultEmail:s photo:rDocument
    licenseClass:eA|C|F|X inactiveFlag:b
  `,
  MemberType: `
    name!:s30 inactiveFlag:b
  `,
  SecurityRole: `
    name!:s30 adminFlag:b inactiveFlag:b
  `,
  SecurityRoleSetting: `
    addLevel:eNone|My|All editLevel:eNone|My|All deleteLevel:eNone|My|All
    inquireLevel:eNone|My|All moduleFunctionName:s moduleFunctionDescription:s myAllFlag:b
    moduleFunctionIdentifier:s reportFlag:b restrictFlag:b customFlag:b moduleDescription:s
    moduleIdentifier:s moduleName:s sortOrder:i
  `,
  Department: `
    identifier!:s15 name!:s50
  `,
  Location: `
    ownerLevelId:i structureLevel:rCorporateStructureLevel name!:s50 manager:rMember
    reportsTo:rSystemLocation salesRep:s50 timeZoneSetup:rTimeZoneSetup calendar:rCalendar
    overrideAddressLine1:s50 overrideAddressLine2:s50 overrideCity:s50 overrideState:s50
    overrideZip:s12 overrideCountry:rCountry overridePhoneNumber:s15 overrideFaxNumber:s15
    owaUrl:s100 payrollXref:s10 locationFlag:b clientFlag:b workRoleIds:[n] departmentIds:[n]
  `,
  LocationInfo: `
    name:s location_flag:b structureLevel:rCorporateStructureLevel
  `,
  DepartmentInfo: `
    name:s
  `,
  DocumentInfo: `
    title:s fileName:s serverFileName:s owner:s linkFlag:b imageFlag:b publicFlag:b
    htmlTemplateFlag:b readOnlyFlag:b size:i urlFlag:b guid:s
  `,
  CallbackEntry: `
    description:s100 url:s objectId:i type:s level:s memberId:i payloadVersion:s inactiveFlag:b
    isSoapCallbackFlag:b isSelfSuppressedFlag:b
  `,
  AuditTrailEntry: `-id -info
    text:s enteredDate:d enteredBy:s auditType:s auditSubType:s auditSource:s
  `,
  UserDefinedField: `
    podId!:i caption!:s25 sequenceNumber!:i helpText:s1000
    fieldTypeIdentifier!:eTextArea|Button|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password
    numberDecimals:i entryTypeIdentifier:eDate|EntryField|List|Option requiredFlag:b
    displayOnScreenFlag:b readOnlyFlag:b listViewFlag:b buttonUrl:s1000
    options:[oUserDefinedFieldOption] businessUnitIds:[n] locationIds:[n] addAllBusinessUnits:b
    removeAllBusinessUnits:b addAllLocations:b removeAllLocations:b dateCreated:d
  `,
  MyAccount: `
    identifier!:s15 password:s60 firstName!:s30 middleInitial:s1 lastName!:s30 title:s50
    reportCard:rReportCard licenseClass!:eA|C|F|X disableOnlineFlag:b enableMobileFlag:b
    type:rMemberType employeeIdentifer:s10 vendorNumber:s notes:s timeZone:rTimeZoneSetup
    country:rCountry serviceBoardTeamIds:[n] enableMobileGpsFlag:b inactiveDate:d inactiveFlag:b
    lastLogin:d photo:rDocument partnerPortalFlag:b clientId:s stsUserAdminUrl:s token:s
    toastNotificationFlag:b memberPersonas:[n] office365:oMemberOffice365 officeEmail:s250
    officePhone:s15 officeExtension:s10 mobileEmail:s250 mobilePhone:s15 mobileExtension:s10
    homeEmail:s250 homePhone:s15 homeExtension:s10 defaultEmail!:eOffice|Mobile|Home
    primaryEmail:s250 defaultPhone!:eOffice|Mobile|Home defaultLocation:rSystemLocation
    defaultDepartment:rSystemDepartment reportsTo:rMember workRole:rWorkRole workType:rWorkType
    timeApprover:rMember expenseApprover:rMember billableForecast:n dailyCapacity:n
    includeInUtilizationReportingFlag:b requireExpenseEntryFlag:b requireTimeSheetEntryFlag:b
    requireStartAndEndTimeOnTimeEntryFlag:b allowInCellEntryOnTimeSheet:b
    enterTimeAgainstCompanyFlag:b allowExpensesEnteredAgainstCompaniesFlag:b
    timeReminderEmailFlag:b daysTolerance:i minimumHours:n timeSheetStartDate:d hireDate!:d
    serviceDefaultLocation:rSystemLocation serviceDefaultDepartment:rSystemDepartment
    serviceDefaultBoard:rBoard projectDefaultLocation:rSystemLocation
    projectDefaultDepartment:rSystemDepartment projectDefaultBoard:rProjectBoard
    scheduleDefaultLocation:rSystemLocation scheduleDefaultDepartment:rSystemDepartment
    scheduleCapacity:n serviceLocation:rServiceLocation hideMemberInDispatchPortalFlag:b
    calendar:rCalendar salesDefaultLocation:rSystemLocation warehouse:rWarehouse
    warehouseBin:rWarehouseBin mapiName:s calendarSyncIntegrationFlag:b
    companyActivityTabFormat!:eSummaryList|DetailList
    invoiceTimeTabFormat!:eSummaryList|DetailList
    invoiceScreenDefaultTabFormat!:eShowInvoicingTab|ShowAgreementInvoicingTab
    invoicingDisplayOptions!:eRemainOnInvoicingScreen|ShowRecentInvoices
    agreementInvoicingDisplayOptions!:eRemainOnInvoicingScreen|ShowRecentInvoices
    authenticationServiceType:eAuthAnvil|GoogleAuthenticator|Email
    timebasedOneTimePasswordActivated:b autoStartStopwatch:b autoPopupQuickNotesWithStopwatch:b
    signature:s globalSearchDefaultTicketFilter:eOpenRecords|ClosedRecords|AllRecords
    globalSearchDefaultSort:eNone|LastUpdatedDesc|LastUpdatedAsc|CreatedDesc|CreatedAsc
    phoneSource:s phoneIntegrationType:eTAPI|SKYPE|NONE useBrowserLanguageFlag:b copyPodLayouts:b
    copySharedDefaultViews:b copyColumnLayoutsAndFilters:b fromMemberRecId:i
    customFields:[oCustomFieldValue]
  `,
  MemberSkill: `
    skill!:rSkill skillLevel!:eBeginner|Intermediate|Advanced|Expert certifiedFlag:b
    yearsExperience:i notes:s member:rMember
  `,
  Link: `
    name!:s50 tableReferenceId:i url:s1000
    screenLink:eCompany|Contact|Service|Invoice|PurchaseOrder|SalesOrder
  `,
};
