/** The finance records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const FINANCE: Readonly<Record<string, string>> = {
  Agreement: `
    name!:s100 type:rAgreementType company:rCompany contact:rContact site:rSite
    subContractCompany:rCompany subContractContact:rContact parentAgreement:rAgreement
    customerPO:s50 location:rSystemLocation department:rSystemDepartment restrictLocationFlag:b
    restrictDepartmentFlag:b startDate:d endDate:d noEndingDateFlag:b opportunity:rOpportunity
    cancelledFlag:b dateCancelled:d reasonCancelled:s100 sla:rSLA workOrder:s20 internalNotes:s
    applicationUnits:eAmount|Hours|Incidents applicationLimit:n
    applicationCycle:eContract2Weeks|Contract4Weeks|ContractYear|CalendarMonth|CalendarQuarter|CalendarWeek|ContractQuarter|CalendarYear
    applicationUnlimitedFlag:b oneTimeFlag:b coverAgreementTime:b coverAgreementProduct:b
    coverAgreementExpense:b coverSalesTax:b carryOverUnused:b allowOverruns:b expiredDays:i
    limit:i expireWhenZero:b chargeToFirm:b employeeCompRate:eActual|Hourly
    employeeCompNotExceed:eBilling|Amount|Percent compHourlyRate:n compLimitAmount:n
    billingCycle:rBillingCycle billOneTimeFlag:b billingTerms:rBillingTerms
    invoicingCycle:eContractYear|CalendarYear billToCompany:rCompany billToContact:rContact
    billToSite:rSite billAmount:n taxable:b prorateFirstBill:n billStartDate:d taxCode:rTaxCode
    restrictDownPayment:b prorateFlag:b invoiceDescription:s topComment:b bottomComment:b
    workRole:rWorkRole workType:rWorkType projectType:rProjectType
    invoiceTemplate:rInvoiceTemplate billTime:eBillable|DoNotBill|NoCharge|NoDefault
    billExpenses:eBillable|DoNotBill|NoCharge|NoDefault
    billProducts:eBillable|DoNotBill|NoCharge|NoDefault billableTimeInvoice:b
    billableExpenseInvoice:b billableProductInvoice:b currency:rCurrency
    periodType:eCurrent|Future|Both|Undefined autoInvoiceFlag:b nextInvoiceDate:d
    companyLocation:rSystemLocation agreementStatus:eActive|Cancelled|Expired|Inactive
    customFields:[oCustomFieldValue]
  `,
  AgreementType: `
    name!:s50 prefixSuffixOption:ePrefix|Suffix defaultFlag:b inactiveFlag:b prePaymentFlag:b
    invoicePreSuffix:s5 location:rSystemLocation department:rSystemDepartment
    restrictLocationFlag:b restrictDepartmentFlag:b sla:rSLA
    applicationUnits:eAmount|Hours|Incidents applicationLimit:n
    applicationCycle:eContract2Weeks|Contract4Weeks|ContractYear|CalendarMonth|CalendarQuarter|CalendarWeek|ContractQuarter|CalendarYear
    applicationUnlimitedFlag:b oneTimeFlag:b coverAgreementTimeFlag:b coverAgreementProductFlag:b
    coverAgreementExpenseFlag:b coverSalesTaxFlag:b carryOverUnusedFlag:b allowOverrunsFlag:b
    expiredDays:i limit:i expireWhenZero:b chargeToFirmFlag:b employeeCompRate!:eActual|Hourly
    employeeCompNotExceed!:eBilling|Amount|Percent compHourlyRate:n compLimitAmount:n
    billingCycle:rBillingCycle billOneTimeFlag:b billingTerms:rBillingTerms
    invoicingCycle!:eContractYear|CalendarYear billAmount:n taxableFlag:b
    restrictDownPaymentFlag:b invoiceDescription:s4000 topCommentFlag:b bottomCommentFlag:b
    workRole:rWorkRole workType:rWorkType projectType:rProjectType
    invoiceTemplate:rInvoiceTemplate billTime!:eBillable|DoNotBill|NoCharge|NoDefault
    billExpenses!:eBillable|DoNotBill|NoCharge|NoDefault
    billProducts!:eBillable|DoNotBill|NoCharge|NoDefault billableTimeInvoiceFlag:b
    billableExpenseInvoiceFlag:b billableProductInvoiceFlag:b copyWorkRolesFlag:b
    copyWorkTypesFlag:b exclusionWorkRoleIds:[n] addAllWorkRoleExclusions:b
    removeAllWorkRoleExclusions:b exclusionWorkTypeIds:[n] addAllWorkTypeExclusions:b
    removeAllWorkTypeExclusions:b integrationXRef:s50 prorateFlag:b emailTemplate:rEmailTemplate
    autoInvoiceFlag:b
  `,
  Addition: `
    product:rIvItem quantity:n lessIncluded:n unitPrice:n unitCost:n
    billCustomer!:eBillable|DoNotBill|NoCharge effectiveDate:d cancelledDate:d taxableFlag:b
    serialNumber:s50 invoiceDescription:s6000 purchaseItemFlag:b specialOrderFlag:b agreementId:i
    description:s billedQuantity:n uom:s extPrice:n extCost:n sequenceNumber:n margin:n
    prorateCost:n proratePrice:n extendedProrateCost:n extendedProratePrice:n
    prorateCurrentPeriodFlag:b opportunity:rOpportunity
    agreementStatus:eActive|Cancelled|Expired|Inactive invoiceGrouping:rInvoiceGrouping
    customFields:[oCustomFieldValue]
  `,
  Invoice: `
    invoiceNumber:s15 type!:eAgreement|CreditMemo|DownPayment|Miscellaneous|Progress|Standard
    status:rBillingStatus company:rCompany billToCompany:rCompany shipToCompany:rCompany
    accountNumber:s applyToType:eAll|Agreement|Project|ProjectPhase|SalesOrder|Ticket applyToId:i
    attention:s60 shipToAttention:s60 billingSite:rSite billingSiteAddressLine1:s
    billingSiteAddressLine2:s billingSiteCity:s billingSiteState:s billingSiteZip:s
    billingSiteCountry:s shippingSite:rSite shippingSiteAddressLine1:s shippingSiteAddressLine2:s
    shippingSiteCity:s shippingSiteState:s shippingSiteZip:s shippingSiteCountry:s
    billingTerms:rBillingTerms reference:s50 customerPO:s50 templateSetupId:i
    invoiceTemplate:rInvoiceTemplateDetail emailTemplateId:i addToBatchEmailList:b date:d
    restrictDownpaymentFlag:b locationId:i departmentId:i territoryId:i topComment:s
    bottomComment:s taxableFlag:b taxCode:rTaxCode internalNotes:s
    downpaymentPreviouslyTaxedFlag:b serviceTotal:n overrideDownPaymentAmountFlag:b
    currency:rCurrency dueDate:d expenseTotal:n productTotal:n previousProgressApplied:n
    serviceAdjustmentAmount:n agreementAmount:n downpaymentApplied:n subtotal:n total:n
    remainingDownpayment:n salesTax:n adjustmentReason:s adjustedBy:s payments:n credits:n
    balance:n specialInvoiceFlag:b billingSetupReference:rBillingSetup ticket:rTicket
    project:rProject phase:rProjectPhase salesOrder:rSalesOrder agreement:rAgreement
    customFields:[oCustomFieldValue]
  `,
  Payment: `
    type:s invoice:rInvoice credit:rInvoice amount:n paymentDate:d appliedBy:s
  `,
  Project: `
    actualEnd:d actualHours:n actualStart:d agreement:rAgreement
    billExpenses:eBillable|DoNotBill|NoCharge|NoDefault billingAmount:n billingAttention:s50
    billingMethod!:eActualRates|FixedFee|NotToExceed|OverrideRate
    billingRateType:eStaffMember|WorkRole billingTerms:rBillingTerms
    billProducts:eBillable|DoNotBill|NoCharge|NoDefault billProjectAfterClosedFlag:b
    billTime:eBillable|DoNotBill|NoCharge|NoDefault billToCompany:rCompany billToContact:rContact
    billToSite:rSite billUnapprovedTimeAndExpense:b board:rProjectBoard
    budgetAnalysis:eActualHours|BillableHours budgetFlag:b budgetHours:n company:rCompany
    contact:rContact customerPO:s50 description:s currency:rCurrency downpayment:n estimatedEnd!:d
    percentComplete:n estimatedExpenseRevenue:n estimatedHours:n estimatedProductRevenue:n
    estimatedStart!:d estimatedTimeRevenue:n expenseApprover:rMember includeDependenciesFlag:b
    includeEstimatesFlag:b location:rSystemLocation department:rSystemDepartment manager:rMember
    name!:s100 opportunity:rOpportunity projectTemplateId:i restrictDownPaymentFlag:b
    scheduledEnd:d scheduledHours:n scheduledStart:d shipToCompany:rCompany shipToContact:rContact
    shipToSite:rSite site:rSite status:rProjectStatus closedFlag:b timeApprover:rMember
    type:rProjectType doNotDisplayInPortalFlag:b billingStartDate:d estimatedTimeCost:n
    estimatedExpenseCost:n estimatedProductCost:n taxCode:rTaxCode companyLocation:rSystemLocation
    customFields:[oCustomFieldValue]
  `,
  ProjectPhase: `
    projectId:i description!:s100 board:rProjectBoard status:rPhaseStatus agreement:rAgreement
    opportunity:rOpportunity parentPhase:rProjectPhase wbsCode:s50
    billTime:eBillable|DoNotBill|NoCharge|NoDefault
    billExpenses:eBillable|DoNotBill|NoCharge|NoDefault
    billProducts:eBillable|DoNotBill|NoCharge|NoDefault markAsMilestoneFlag:b notes:s
    deadlineDate:d billSeparatelyFlag:b
    billingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate scheduledHours:n scheduledStart:s
    scheduledEnd:s actualHours:n actualStart:s actualEnd:s budgetHours:n locationId:i
    businessUnitId:i hourlyRate:n billingStartDate:d billPhaseClosedFlag:b billProjectClosedFlag:b
    downpayment:n poNumber:s25 poAmount:n estimatedTimeCost:n estimatedExpenseCost:n
    estimatedProductCost:n estimatedTimeRevenue:n estimatedExpenseRevenue:n
    estimatedProductRevenue:n currency:rCurrency billToCompany:rCompany billToContact:rContact
    billToSite:rSite shipToCompany:rCompany shipToContact:rContact shipToSite:rSite
    customFields:[oCustomFieldValue]
  `,
  ProjectNote: `
    projectId:i text!:s type:rNoteType flagged:b
  `,
  ProjectTeamMember: `
    projectId:i hours:n member:rMember projectRole:rProjectRole workRole:rWorkRole startDate:d
    endDate:d
  `,
  ProjectStatus: `
    name!:s30 defaultFlag:b inactiveFlag:b noTimeFlag:b closedFlag:b
    statusIndicator:rStatusIndicator customStatusIndicatorName:s30
  `,
  ProjectType: `
    name!:s30 defaultFlag:b inactiveFlag:b integrationXref:s50
  `,
  PhaseStatus: `
    name!:s30 defaultFlag:b inactiveFlag:b collapsedFlag:b closedFlag:b boardAssociationIds:[n]
    statusIndicator:rStatusIndicator customStatusIndicatorName:s30
  `,
  ProjectTicket: `
    summary!:s100 isIssueFlag:b board:rBoard status:rServiceStatus workRole:rWorkRole
    workType:rWorkType project:rProject phase:rProjectPhase wbsCode:s50 company:rCompany
    site:rSite siteName:s50 addressLine1:s50 addressLine2:s50 city:s50 stateIdentifier:s50 zip:s12
    country:rCountry contact:rContact contactName:s62 contactPhoneNumber:s20
    contactPhoneExtension:s15 contactEmailAddress:s250 type:rServiceType subType:rServiceSubType
    item:rServiceItem owner:rMember priority:rPriority serviceLocation:rServiceLocation
    source:rServiceSource requiredDate:d budgetHours:n opportunity:rOpportunity
    agreement:rAgreement knowledgeBaseCategoryId:i knowledgeBaseSubCategoryId:i
    knowledgeBaseLinkId:i
    knowledgeBaseLinkType:eActivity|ProjectIssue|KnowledgeBaseArticle|ProjectTicket|ServiceTicket|Time
    allowAllClientsPortalView:b customerUpdatedFlag:b automaticEmailContactFlag:b
    automaticEmailResourceFlag:b automaticEmailCcFlag:b automaticEmailCc:s1000 closedDate:d
    closedBy:s closedFlag:b actualHours:n approved:b
    subBillingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate subBillingAmount:n
    subDateAccepted:s resources:s billTime:eBillable|DoNotBill|NoCharge|NoDefault
    billExpenses:eBillable|DoNotBill|NoCharge|NoDefault
    billProducts:eBillable|DoNotBill|NoCharge|NoDefault predecessorType:eTicket|Phase
    predecessorId:i predecessorClosedFlag:b lagDays:i lagNonworkingDaysFlag:b estimatedStartDate:d
    location:rSystemLocation department:rSystemDepartment duration:i mobileGuid:s
    currency:rCurrency initialDescription:s initialInternalAnalysis:s initialResolution:s
    contactEmailLookup:s processNotifications:b skipCallback:b customFields:[oCustomFieldValue]
  `,
  ProjectTicketNote: `
    noteType:eTicketNote|TimeEntryNote|MeetingNote ticket:rTicket text:s detailDescriptionFlag:b
    internalAnalysisFlag:b resolutionFlag:b timeStart:d timeEnd:d bundledFlag:b mergedFlag:b
    issueFlag:b originalAuthor:s member:rMember contact:rContact
  `,
  TicketNote: `
    ticketId:i text:s detailDescriptionFlag:b internalAnalysisFlag:b resolutionFlag:b issueFlag:b
    member:rMember contact:rContact customerUpdatedFlag:b processNotifications:b internalFlag:b
    externalFlag:b
  `,
  TicketTask: `
    ticketId:i notes:s closedFlag:b priority:i schedule:rScheduleEntry code:rServiceCode
    resolution:s childScheduleAction:eTransfer|Delete|Done childTicketId:i
  `,
};
