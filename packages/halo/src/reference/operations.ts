// Generated from the vendor's contract by tooling/scripts/src/halo-operations.ts; not to be edited.

/** A line an operation: method, path, query parameters with a letter for their type, body; separated by tabs. */
export const operations: string = `GET	/Actions	actoutcome:s actoutcomenum:i agentonly:b conversationonly:b count:i datesearch:s enddate:s excludebilling:b excludehiddenfrominternalit:b excludeprivate:b excludesys:b importantonly:b importanttop:b includeagentdetails:b includeattachments:b includefacebookfields:b includehtmlemail:b includehtmlnote:b includenonactionattachments:b includetranslations:b includetwitterfields:b intraticketonly:b ischildnotes:b isrelatednotes:b slaonly:b startdate:s supplieronly:b ticket_id:i timeentriesonly:b
POST	/Actions		[Actions]
DELETE	/Actions/{id}	ticket_id:i
GET	/Actions/{id}	agentonly:b emailonly:b includedetails:b includeemail:b mostrecent:b nonsystem:b penultimate:b ticket_id:i
POST	/Actions/reaction		ActionReaction
POST	/Actions/Review		[Actions]
GET	/Address	?
GET	/Agent	activeinactive:s appointmentscreen:b can_edit_only:b client_id:i clientidoverride:s department_id:i departments:s domain:s exchangecalendars:b excludeAgent:i forcequalmatch:b includeapiagents:b includedisabled:s includeenabled:s includenamedcount:b includeroles:b includestatus:b includeunassigned:s integration_type:s linemanagedonly:b linkingagents:b loadcache:b onlinestatuses:s qualifications:s reassign:b remoteagents:b remoteagenttype:s role:s search:s shiftagentsonly:b showall:b showcounts:b team:s team_id:i teams:s thisAgentOnly:b ticketarea_id:i tickettype_id:i view_id:i withemail:b
POST	/Agent		[Uname]
DELETE	/Agent/{id}
GET	/Agent/{id}	clientidoverride:s get_htmldesigner_signature:b getholidayallowance:b includedetails:b isagentconfig:b loadcache:b
POST	/Agent/ClearCache
GET	/Agent/me
GET	/Appointment	advanced_search:s agents:s appointmentsonly:b assets:s client_id:i end_date:s excludenonticketapptodo:b excluderecurring:b excluderecurringmaster:b getopenjourney:b hidecompleted:b includedeleted:b isrecurringchild:b isrecurringmaster:b locations:s my_approvals:b order:s orderdesc:b page_no:i page_size:i pageinate:b recurringchangeonly:b recurringmasterid:s search:s shiftsonly:b showall:b showappointments:s showchanges:b showholidayonce:b showholidays:b showprojects:b showshifts:b start_date:s statuses:s tasksonly:b ticket_id:i toplevel_id:i types:s utcoffset:n
POST	/Appointment		[Appointment]
DELETE	/Appointment/{id}	ignoreexchangedelete:b
GET	/Appointment/{id}	includedetails:b
GET	/Appointment/Booking
POST	/Appointment/Booking		Appointment
POST	/Appointment/Generate		[]
GET	/Asset	activeinactive:s advanced_search:s assetgroup_id:i assetgroups:s assets:s assetstatuses:s assettype:i assettype_id:i assettypes:s bookmarked:b client_id:i columns_id:i consignable:b consignment_id:i contract_id:i contract_id_adding_to:i count:i domotzagents:b excludethese:s globalSearchID:s idonly:b includeactive:b includeallowedstatus:b includeassetfields:b includechildren:b includecolumns:b includeinactive:b includeservices:b includeuser:b integration_tenantids:s integration_type:s inventory_number:s islogonbehalfview:b item_id:i itemstock_id:i kb_id:i lastupdatefromdate:b lastupdatetodate:b licence_id:i linked_to_ticket:b linkedto_id:i mine:b mysite:b noicon:b order:s orderdesc:b page_no:i page_size:i pageinate:b previously_selected:b previously_selected_client_id:i previously_selected_site_id:i previously_selected_user_id:i salesorder_id:i salesorder_line:i search:s search_inventory_number_only:b service_id:i service_ids:s site_id:i stockbin_id:i stockbin_ids:s supplier_contract_id:i supplier_id:i suppliercontracts:s ticket_id:i tickettype_id:i user_id:i username:s
POST	/Asset		[Device]
DELETE	/Asset/{id}
GET	/Asset/{id}	assettype_id:i includeactivity:b includeallowedstatus:b includedetails:b includediagramdetails:b includehierarchy:b
GET	/Asset/GetAllSoftwareVersions
GET	/Asset/NextTag
GET	/AssetChange	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/AssetGroup	includetypesforgroups:s istree:b type:s
POST	/AssetGroup		[Generic]
DELETE	/AssetGroup/{id}
GET	/AssetGroup/{id}	includedetails:b
GET	/AssetType	assetgroup_id:i can_create_only:b can_edit_only:b fixedassetgroups:b include_current:i resourcesonly:b setuplist:b tickettype_id:i type:s
POST	/AssetType		[Xtype]
DELETE	/AssetType/{id}
GET	/AssetType/{id}	booking_type:i client_id:i end_date:s fieldsandlayoutonly:b includedetails:b site_id:i start_date:s
GET	/Attachment	action_id:i domotzagents:b filetype:s idonly:b isxlsimport:b one_attachment_id:i order:s orderdesc:b portal:i ticket_id:i token:s type:i unique_id:i
POST	/Attachment		[Attachment]
DELETE	/Attachment/{id}
GET	/Attachment/{id}	childticketid:i includedetails:b token:s
POST	/Attachment/document		[Attachment]
DELETE	/Attachment/document/{id}
GET	/Attachment/document/{id}
POST	/Attachment/GetS3PresignedURL		[PresignedURLRequest]
GET	/Attachment/image	nonce:s token:s
POST	/Attachment/image	_alreadyuploaded:b _canupdate:b _enduserportalpdfprint:b _importtype:s _is_new_version:b _isimport:b _match_integration_id:i _match_integration_name:s _match_thirdparty_id:s _warning:s aashowforchildren:b aashowforrelated:b aashowforusers:b aaunum:i aauserid:i action_id:i already_posted:b anon_outcomeid:i atallowanonupload:b atallowguid:b atblob:s atblob_base64:s atcontenttype:s atdatecreated:s atdesc:s atencid:i atfilename:s atfilesize:i atguid:s atid:i atimageuse:i atipaddress:s atisimage:b atkey:s atlink:s atlinkedversionid:i atnote:s atparentid:i atshowforusers:b attachmentaction_id:i atthirdpartyid:s attype:i atuniqueid:i child_count:i content_id:s copy_from_id:i copytopath:s date_created_override:s download_url:s external_links:a faultid:i has_scanned:b image_upload_id:i image_upload_key:s import_details_id:i last_updated:s link:s new_external_link._match:b new_external_link._warning:s new_external_link._webhookaction:x new_external_link.chat_message_count:i new_external_link.eldatecreated:s new_external_link.eldateupdated:s new_external_link.eldetailsid:i new_external_link.eldontmoveexistingassets:b new_external_link.elhaloid:i new_external_link.elid:i new_external_link.elintegrationname:s new_external_link.elisprimary:b new_external_link.elmoduleid:i new_external_link.elrevisions:i new_external_link.elsubscriptionexpiry:s new_external_link.elsubscriptionid:s new_external_link.elsubscriptionkey:s new_external_link.eltableid:i new_external_link.elthirdpartyadditionalid:s new_external_link.elthirdpartyassignedto:s new_external_link.elthirdpartycount:i new_external_link.elthirdpartydesc:s new_external_link.elthirdpartyid:s new_external_link.elthirdpartypriority:s new_external_link.elthirdpartystatus:s new_external_link.elthirdpartytype:s new_external_link.elthirdpartyurl:s new_external_link.extra_match_field:s new_external_link.halo_desc:s new_external_link.halo_second_desc:s new_external_link.halo_second_id:i new_external_link.new_subscription_key:s new_external_link.populate_url:b new_external_link.third_party_secondary_id:s parent_name:s s3url:s third_party_id:s third_party_token:s ticket_id:i tickettype_guid:s tickettype_id:i useThisGuid:s validate_guid:s version_count:i
DELETE	/Attachment/image/{id}
GET	/Attachment/image/{id}
GET	/Attachment/nhserver/{id}	token:s
POST	/Attachment/PresignedURLUploadComplete		[PresignedURLRequest]
GET	/Audit
POST	/Audit		[Audit]
DELETE	/Audit/{id}
GET	/Audit/{id}	includedetails:b
GET	/AuthInfo
GET	/Automation	?
GET	/CallLog	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/CannedText	access_control_level:i agent_id:i department_id:i group_id:i showall:b team_id:i ticketonly:b
POST	/CannedText		[CannedText]
DELETE	/CannedText/{id}
GET	/CannedText/{id}	includedetails:b
GET	/Category	client_id:i service_id:i team_id:i team_name:s tickettype_id:i type_id:i
POST	/Category		[CategoryDetail]
DELETE	/Category/{id}
GET	/Category/{id}	includedetails:b
GET	/Client	accountmanageronly:b activeinactive:s advanced_search:s azureclients:b callplan:b columns_id:i count:i domain:s exclude_internal:b gficlients:b idonly:b includeactive:b includeazuretenants:b includecolumns:b includeinactive:b includeinvoicetemplatename:b includenotes:b includeqbofields:b integration_tenantids:s integration_type:s isjira:b issentinel:b isservicenow:b lastupdatefromdate:b lastupdatetodate:b order:s orderdesc:b page_no:i page_size:i pageinate:b search:s search_name_only:s sentinelid:i showcounts:b sitefields:s snowaccountid:i snowclients:b ticketarea_id:i toplevel_id:i view_id:i
POST	/Client		[Area]
DELETE	/Client/{id}
GET	/Client/{id}	domain:s getavailablerts:b includeactivity:b includedetails:b includeperiods:b includeprepay:b tickettype_id:i
GET	/Client/me
POST	/Client/NewAccountsId		[Area]
POST	/Client/PaymentMethodUpdate		[Area]
GET	/ClientCache	iscachebuild:b
GET	/ClientContract	client_id:i count:i device_id:i excluderenewed:b includeinactive:b includelastrenewed:b isbillingplansetup:b isoracle:b order:s orderdesc:b page_no:i page_size:i pageinate:b pending_recurring_invoice:b search:s site_id:i
POST	/ClientContract		[ContractHeader]
DELETE	/ClientContract/{id}
GET	/ClientContract/{id}	includedetails:b includeperiods:b
POST	/ClientContract/Approval		[ContractApproval]
POST	/ClientContract/NextRef		[ContractHeader]
GET	/ClientPrepay	?
GET	/Consignment	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/CRMNote	client_id:i count:i ?
GET	/CustomTable	?
GET	/DashboardLinks	?
GET	/Downtime
POST	/Downtime		[Downtime]
DELETE	/Downtime/{id}
GET	/Downtime/{id}
GET	/Downtime/DowntimeCalendar
GET	/Event	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Expense	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Feed	count:i older_than_id:i newer_than_id:i ?
GET	/Feedback
POST	/Feedback		[Feedback]
DELETE	/Feedback/{id}
GET	/Feedback/{id}	clearcomment:b includedetails:b key:s
GET	/Field	kind:s type_id:i
POST	/Field		[Field]
DELETE	/Field/{id}	kind:s
GET	/Field/{id}	includedetails:b kind:s
POST	/Field/AddFieldToAll/{id}
GET	/FieldGroup	?
GET	/FieldInfo	typeid:i ?
GET	/Health
GET	/Holiday	agent_id:i approved_only:b end_date:s entity:i include_apid:b inclusive_end:b inclusive_start:b my_approvals:b start_date:s workdayid:i
POST	/Holiday		[Holidays]
DELETE	/Holiday/{id}
GET	/Holiday/{id}	includedetails:b
GET	/InstanceInfo
GET	/Invoice	advanced_search:s asset_id:i awaiting_approval:b billing_date:s billingcategory_ids:s client_id:i client_ids:s contract_id:i count:i idonly:b includecredits:b includeinvoices:b includelines:b includepoinvoices:b invoicedateend:b invoicedatestart:b my_approvals:b notpostedonly:b order:s orderdesc:b page_no:i page_size:i pageinate:b paymentstatuses:s postedonly:b purchaseorder_id:i quote_status:s ready_for_invoicing:b recurringinvoice_id:i reviewrequired:b rinvoice_type:s salesorder_id:i search:s sent_status:i site_id:i stripeautopaymentrequired:b ticket_id:i toplevel_id:i user_id:i
POST	/Invoice		[InvoiceHeader]
DELETE	/Invoice/{id}	bypass_accounts_sync:b
GET	/Invoice/{id}	includedetails:b
POST	/Invoice/{id}/void
POST	/Invoice/PDF/{id}
POST	/Invoice/updatelines		[InvoiceDetail]
GET	/InvoiceChange	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/InvoicePayment	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/InvoiceStatus	?
GET	/Item	activeinactive:s advanced_search:s assetgroup_id:i assetgroups:s assettypes:s autotask_service_items:b count:i dbc_company_id:s exactdivision:i excluderecurring:b includeactive:b includeinactive:b itemservice_id:i itemservicerequestdetails_id:i itemsupplierclientid:i kashflowtenantid:i order:s orderdesc:b page_no:i page_size:i pageinate:b qbitemsonly:b qbocompanyid:s recurringonly:b sagebusinesscloudtenantid:i search1:s search:s show_not_in_stock:b stocklocation_id:i supplier_id:i xerotenantid:s
POST	/Item		[Item]
DELETE	/Item/{id}
GET	/Item/{id}	dbc_company_id:s includedetails:b kashflowtenantid:i qbocompanyid:s sagebusinesscloudtenantid:i xerotenantid:s
POST	/Item/NewAccountsId		[Item]
GET	/ItemStock	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/ItemStockHistory	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/KBArticle	activeinactive:s advanced_search:s articletype:s client_id:i count:i device_id:i faqlists:s includeactive:b includeinactive:b key:s language_code:s language_override:s needsreview:s order:s orderdesc:b organisation_id:i page_no:i page_size:i pageinate:b related_to:i related_to_ticket:i search:s site_id:i type:i
POST	/KBArticle		[KBEntry]
DELETE	/KBArticle/{id}
GET	/KBArticle/{id}	includedetails:b language_code:s language_override:s organisation_id:i
POST	/KBArticle/vote		[KBEntry]
GET	/LicenceChange	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/LicenseInfo
GET	/Lookup	lookupid:i exclude_zero:b showallcodes:b ?
GET	/Milestone	?
GET	/Opportunities	advanced_search:s agent:s agent_id:i alerttype:s asset_id:i awaitinginput:s billableonly:b billing_date:s billing_type:s billingcontractid:i calendar_enddate:s calendar_startdate:s category_1:s category_2:s category_3:s category_4:s checkmyticketsonly:b client_id:i client_ids:s client_ref:s closed_only:b columns_id:i contract_id:i contract_period:i count:i datesearch:s default_columns:b deleted:b domain:s enddate:s enddatetime:b excludeslacalcs:b excludethese:s excludetickettypeallowall:b extraportalfilter:s facebook_id:s fetchgrandchildren:b flagged:s followedandagents:s ignoremilestonerestriction:b includeaccountmanager:b includeagent:b includeallopen:b includeappointmentid:b includeapproval:s includeassetkeyfield:b includeassettype:b includebreached:s includebudgettype:b includechildids:b includechildread:b includechildren:s includeclosed:s includecolumns:b includecompleted:b includecontract:b includecountryregion:b includefirstname:b includefollowedonly:s includehold:s includeinactivetechs:s includeinactiveusers:s includeitilname:b includelastaction:b includelastincomingemail:b includelastname:b includelastnote:b includelocked:b includemailbox:b includemailid:b includemyuseronly:s includenextactivitydate:b includenextappointmenttype:b includeparentsubject:b includeprojects:s includeread:s includerelatedservices:b includerelease1:b includerelease2:b includerelease3:b includeservicecategory:b includeslaactiondate:b includeslatimer:b includestatus:b includesubmittedonly:s includesupplier:b includetickettype:b includetimetaken:b includetoplevel:b includeviewing:b includeworkflowstage:b includeworkflowstagenumber:b includuserdepartments:b inlcludeopenchildcount:b invlucebranch:b ismilestone:b isorion:b isquicktimesearch:b isscom:b isteams:b iszapier:b itil_requesttype:s itil_requesttype_id:i kanbanviewontheagentapp:b kanbanviewontheportal:b lastupdatefromdate:b lastupdatetodate:b list_id:i milestone_id:i mine:b nochargeonly:b notime:b onlytime:b open_only:b order:s orderdesc:b orion_type:i page_no:i page_size:i pageinate:b parent_id:i pending_review:b per_action:b prepayorcontractonly:b priority:s product:s project_ids:s ready_for_invoicing:b related_id:i release_id:i requesttype:s requesttype_id:i requesttypegroup:s search:s search_details:s search_id:s search_inventory_number:s search_oppcompanyname:s search_oppcontactname:s search_oppemailaddress:s search_release1:s search_release2:s search_release3:s search_releasenote:s search_reportedby:s search_summary:s search_supplier_reference:s search_user_name:s search_version:s searchactions:b searchthisticketid:i service_id:i showonroadmap:s site_id:i sitepostcode:b sla:s sprint_for_tickettype_id:i sprints:b startandendset:b startdate:s startdatetime:b status:s status_id:i submittedandagents:s supplier_id:i supplier_status:s team:s team_name:s ticketarea_id:i ticketcontract_id:i ticketidonly:b ticketids:s ticketlinktype:i toplevel_id:i unlinked_only:b user_id:i username:s utcoffset:n view_id:i withattachments:b
POST	/Opportunities		[Faults]
DELETE	/Opportunities/{id}	reason:s
GET	/Opportunities/{id}	amailentryid:s assignedto:i consignablelines:b dodatabaselookup:b email:s include_auditing:b includeagent:b includechildids:b includedetails:b includelastaction:b includelastappointment:b includelinkedobjects:b includenextappointment:b includeparentchangeinfo:b includeparentsubject:b includeseenby:b is_portal:b isdetailscreen:b ishalolink:b ispreview:b isteams:b nocache:b subject:s ticketidonly:b utcoffset:n
POST	/Opportunities/View		[Faults]
GET	/Organisation
POST	/Organisation		[Organisation]
DELETE	/Organisation/{id}
GET	/Organisation/{id}	includedetails:b
GET	/Outcome	tickettype_id:i workflow_id:i workflow_step:i status:i ?
GET	/PopupNote	?
GET	/Priority	includedistinct:b slaid:i
POST	/Priority		[Policy]
DELETE	/Priority/{id}
GET	/Priority/{id}	includedetails:b
GET	/Projects	advanced_search:s agent:s agent_id:i alerttype:s asset_id:i awaitinginput:s billableonly:b billing_date:s billing_type:s billingcontractid:i calendar_enddate:s calendar_startdate:s category_1:s category_2:s category_3:s category_4:s checkmyticketsonly:b client_id:i client_ids:s client_ref:s closed_only:b columns_id:i contract_id:i contract_period:i count:i datesearch:s default_columns:b deleted:b domain:s enddate:s enddatetime:b excludeslacalcs:b excludethese:s excludetickettypeallowall:b extraportalfilter:s facebook_id:s fetchgrandchildren:b flagged:s followedandagents:s ignoremilestonerestriction:b includeaccountmanager:b includeagent:b includeallopen:b includeappointmentid:b includeapproval:s includeassetkeyfield:b includeassettype:b includebreached:s includebudgettype:b includechildids:b includechildread:b includechildren:s includeclosed:s includecolumns:b includecompleted:b includecontract:b includecountryregion:b includefirstname:b includefollowedonly:s includehold:s includeinactivetechs:s includeinactiveusers:s includeitilname:b includelastaction:b includelastincomingemail:b includelastname:b includelastnote:b includelocked:b includemailbox:b includemailid:b includemyuseronly:s includenextactivitydate:b includenextappointmenttype:b includeparentsubject:b includeprojects:s includeread:s includerelatedservices:b includerelease1:b includerelease2:b includerelease3:b includeservicecategory:b includeslaactiondate:b includeslatimer:b includestatus:b includesubmittedonly:s includesupplier:b includetickettype:b includetimetaken:b includetoplevel:b includeviewing:b includeworkflowstage:b includeworkflowstagenumber:b includuserdepartments:b inlcludeopenchildcount:b invlucebranch:b ismilestone:b isorion:b isquicktimesearch:b isscom:b isteams:b iszapier:b itil_requesttype:s itil_requesttype_id:i kanbanviewontheagentapp:b kanbanviewontheportal:b lastupdatefromdate:b lastupdatetodate:b list_id:i milestone_id:i mine:b nochargeonly:b notime:b onlytime:b open_only:b order:s orderdesc:b orion_type:i page_no:i page_size:i pageinate:b parent_id:i pending_review:b per_action:b prepayorcontractonly:b priority:s product:s project_ids:s ready_for_invoicing:b related_id:i release_id:i requesttype:s requesttype_id:i requesttypegroup:s search:s search_details:s search_id:s search_inventory_number:s search_oppcompanyname:s search_oppcontactname:s search_oppemailaddress:s search_release1:s search_release2:s search_release3:s search_releasenote:s search_reportedby:s search_summary:s search_supplier_reference:s search_user_name:s search_version:s searchactions:b searchthisticketid:i service_id:i showonroadmap:s site_id:i sitepostcode:b sla:s sprint_for_tickettype_id:i sprints:b startandendset:b startdate:s startdatetime:b status:s status_id:i submittedandagents:s supplier_id:i supplier_status:s team:s team_name:s ticketarea_id:i ticketcontract_id:i ticketidonly:b ticketids:s ticketlinktype:i toplevel_id:i unlinked_only:b user_id:i username:s utcoffset:n view_id:i withattachments:b
POST	/Projects		[Faults]
DELETE	/Projects/{id}	reason:s
GET	/Projects/{id}	amailentryid:s assignedto:i consignablelines:b dodatabaselookup:b email:s include_auditing:b includeagent:b includechildids:b includedetails:b includelastaction:b includelastappointment:b includelinkedobjects:b includenextappointment:b includeparentchangeinfo:b includeparentsubject:b includeseenby:b is_portal:b isdetailscreen:b ishalolink:b ispreview:b isteams:b nocache:b subject:s ticketidonly:b utcoffset:n
POST	/Projects/View		[Faults]
GET	/PurchaseOrder	awaiting_approval:b awaitingstock:b client_id:i closed:b count:i deliver_to_us:b deliver_to_user_salesorder_id:i my_approvals:b open:b order:s orderdesc:b page_no:i page_size:i pageinate:b po_status:s salesorder_id:i search:s site_id:i supplier_id:i ticket_id:i unsent:b user_id:i
POST	/PurchaseOrder		[SupplierOrderHeader]
DELETE	/PurchaseOrder/{id}
GET	/PurchaseOrder/{id}	extrareceivablelines:b includedetails:b invoiceablelines:b receivablelines:b
POST	/PurchaseOrder/confirmreceipt		SupplierOrderHeader
GET	/Quotation	awaiting_approval:b client_id:i closed:b count:i currentclientorall:i includelines:b my_approvals:b needsprocessing:b open:b order:s orderdesc:b page_no:i page_size:i pageinate:b processed:b quote_status:s search:s site_id:i ticket_id:i user_id:i
POST	/Quotation		[QuotationHeader]
DELETE	/Quotation/{id}
GET	/Quotation/{id}	includedetails:b isportalview:b
POST	/Quotation/Approval		[QuotationApproval]
GET	/RecurringInvoice	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Release	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Report	agentrestriction:i chartonly:b clientname:s count:i includepublished:b order:s orderdesc:b page_no:i page_size:i pageinate:b reportgroup_id:i search:s type:i
POST	/Report		[AnalyzerProfile]
DELETE	/Report/{id}
GET	/Report/{id}	client_id:i clientname:s dashboard_id:i dashboard_published_id:s dontloadsystemreport:b getcompositetoken:b includedetails:b invoice_id:i loadreport:b report_access_token:s reportingperiod:i reportingperiodenddate:s reportingperiodstartdate:s
POST	/Report/Bookmark		AnalyzerProfile
POST	/Report/createpdf		AnalyzerProfile
POST	/Report/print		[AnalyzerProfile]
GET	/Roles	?
GET	/SalesOrder	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Search	search:s count_per_entity:i
GET	/Service	access_control_level:i asset_ids:s count:i includechildservices:b includestatusinfo:b itil_ticket_type:i monitoredonly:b order:s orderdesc:b page_no:i page_size:i pageinate:b parent_service_category_id:i relatedservicesonly:b search:s service_category_id:i service_category_ids:s service_status_ids:s subscribedonly:b template_id:i ticket_id:i tickettype_id:i user_id:i
POST	/Service		[ServSite]
DELETE	/Service/{id}
GET	/Service/{id}	includedetails:b user_id:i
POST	/Service/unsubscribe		[UnsubscribeService]
GET	/ServiceCategory	?
GET	/ServiceStatus	count:i order:s orderdesc:b page_no:i page_size:i pageinate:b service_id:i
POST	/ServiceStatus		[ServStatus]
DELETE	/ServiceStatus/{id}
GET	/ServiceStatus/{id}	includedetails:b
POST	/ServiceStatus/Subscribe		[ServStatusSubscribe]
GET	/ServiceStatus/Subscribe/{id}
GET	/Site	activeinactive:s advanced_search:s azuresites:b client_id:i contract_id:i count:i exclude_internal:b gfisites:b idonly:b includeactive:b includeaddress:b includeinactive:b includenonstocklocations:b includenoorderstockbin:b includenotes:b includestocklocations:b iscalendarfilter:b item_id_qty:i item_salesorder_id:i item_salesorder_line:i lastupdatefromdate:b lastupdatetodate:b order:s orderdesc:b override_enablestockbins:b page_no:i page_size:i pageinate:b search:s site_id:i sitefields:s stocklocation:s toplevel_id:i user_override:i
POST	/Site		[Site]
DELETE	/Site/{id}
GET	/Site/{id}	client_override:i domain:s includeactivity:b includedetails:b issetup:b tickettype_id:i
GET	/Site/StockBins
GET	/SLA	access_control_level:i isconfig:b showpriorities:b showworkdays:b
POST	/SLA		[SlaHead]
DELETE	/SLA/{id}
GET	/SLA/{id}	includedetails:b
GET	/SoftwareLicence	client_id:i count:i includeinactive:b licence_type:i order:s orderdesc:b page_no:i page_size:i pageinate:b search:s site_id:i tenant_id:s toplevelid:i
POST	/SoftwareLicence		[Licence_List]
DELETE	/SoftwareLicence/{id}
GET	/SoftwareLicence/{id}	includedetails:b
GET	/Status	domain:s excludeclosed:b excludepending:b outcome_id:i showall:b showcounts:b showquickchangeoptions:b split_closed:b ticket_id:i ticket_id_firstchild:i ticketarea_id:i tickettype_group_id:i tickettype_id:i tickettype_ids:s type:s view_id:i
POST	/Status		[TStatus]
DELETE	/Status/{id}
GET	/Status/{id}	includedetails:b
GET	/Supplier	activeinactive:s count:i idonly:b includeactive:b includeinactive:b kashflowtenantid:i order:s orderdesc:b page_no:i page_size:i pageinate:b search:s toplevel_id:i xerotenantid:s
POST	/Supplier		[Company]
DELETE	/Supplier/{id}
GET	/Supplier/{id}	includedetails:b
GET	/SupplierContract	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Tags
POST	/Tags		[Tag]
DELETE	/Tags/{id}
GET	/Tags/{id}	includedetails:b
GET	/Tax	?
GET	/Team	can_edit_only:b chat_only:b department_id:i domain:s ids:s include_managers:b includeagentsforteams:s includedisabled:s includeenabled:s istree:b memberonly:b mydeps:b myteamsonly:b orderbyseq:b outcome_id:i showall:b showcounts:b ticketarea_id:i type:s view_id:i
POST	/Team		[SectionDetail]
DELETE	/Team/{id}
GET	/Team/{id}	includeagents:b includedetails:b
GET	/Team/Tree
GET	/Template	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Tenant
GET	/TicketApproval	ticket_id:i mine:b ?
GET	/TicketArea	?
GET	/TicketRules	access_control_level:i excludeworkflow:b includecriteriainfo:b isconfig:b rule_use:i
POST	/TicketRules		[Autoassign]
DELETE	/TicketRules/{id}
GET	/TicketRules/{id}	includedetails:b
GET	/Tickets	advanced_search:s agent:s agent_id:i alerttype:s asset_id:i awaitinginput:s billableonly:b billing_date:s billing_type:s billingcontractid:i calendar_enddate:s calendar_startdate:s category_1:s category_2:s category_3:s category_4:s checkmyticketsonly:b client_id:i client_ids:s client_ref:s closed_only:b columns_id:i contract_id:i contract_period:i count:i datesearch:s default_columns:b deleted:b domain:s enddate:s enddatetime:b excludeslacalcs:b excludethese:s excludetickettypeallowall:b extraportalfilter:s facebook_id:s fetchgrandchildren:b flagged:s followedandagents:s ignoremilestonerestriction:b includeaccountmanager:b includeagent:b includeallopen:b includeappointmentid:b includeapproval:s includeassetkeyfield:b includeassettype:b includebreached:s includebudgettype:b includechildids:b includechildread:b includechildren:s includeclosed:s includecolumns:b includecompleted:b includecontract:b includecountryregion:b includefirstname:b includefollowedonly:s includehold:s includeinactivetechs:s includeinactiveusers:s includeitilname:b includelastaction:b includelastincomingemail:b includelastname:b includelastnote:b includelocked:b includemailbox:b includemailid:b includemyuseronly:s includenextactivitydate:b includenextappointmenttype:b includeparentsubject:b includeprojects:s includeread:s includerelatedservices:b includerelease1:b includerelease2:b includerelease3:b includeservicecategory:b includeslaactiondate:b includeslatimer:b includestatus:b includesubmittedonly:s includesupplier:b includetickettype:b includetimetaken:b includetoplevel:b includeviewing:b includeworkflowstage:b includeworkflowstagenumber:b includuserdepartments:b inlcludeopenchildcount:b invlucebranch:b ismilestone:b isorion:b isquicktimesearch:b isscom:b isteams:b iszapier:b itil_requesttype:s itil_requesttype_id:i kanbanviewontheagentapp:b kanbanviewontheportal:b lastupdatefromdate:b lastupdatetodate:b list_id:i milestone_id:i mine:b nochargeonly:b notime:b onlytime:b open_only:b order:s orderdesc:b orion_type:i page_no:i page_size:i pageinate:b parent_id:i pending_review:b per_action:b prepayorcontractonly:b priority:s product:s project_ids:s ready_for_invoicing:b related_id:i release_id:i requesttype:s requesttype_id:i requesttypegroup:s search:s search_details:s search_id:s search_inventory_number:s search_oppcompanyname:s search_oppcontactname:s search_oppemailaddress:s search_release1:s search_release2:s search_release3:s search_releasenote:s search_reportedby:s search_summary:s search_supplier_reference:s search_user_name:s search_version:s searchactions:b searchthisticketid:i service_id:i showonroadmap:s site_id:i sitepostcode:b sla:s sprint_for_tickettype_id:i sprints:b startandendset:b startdate:s startdatetime:b status:s status_id:i submittedandagents:s supplier_id:i supplier_status:s team:s team_name:s ticketarea_id:i ticketcontract_id:i ticketidonly:b ticketids:s ticketlinktype:i toplevel_id:i unlinked_only:b user_id:i username:s utcoffset:n view_id:i withattachments:b
POST	/Tickets		[Faults]
DELETE	/Tickets/{id}	reason:s
GET	/Tickets/{id}	amailentryid:s assignedto:i consignablelines:b dodatabaselookup:b email:s include_auditing:b includeagent:b includechildids:b includedetails:b includelastaction:b includelastappointment:b includelinkedobjects:b includenextappointment:b includeparentchangeinfo:b includeparentsubject:b includeseenby:b is_portal:b isdetailscreen:b ishalolink:b ispreview:b isteams:b nocache:b subject:s ticketidonly:b utcoffset:n
POST	/Tickets/Object		Faults
POST	/Tickets/processchildren		[Faults]
GET	/Tickets/salesmailbox
POST	/Tickets/View		[Faults]
POST	/Tickets/vote		[Faults]
GET	/Tickets/zapier
GET	/TicketType	access_control_level:i anonanduser:b can_create_only:b can_edit_only:b canagentsselect:b canusercreate:b client_id:i domain:s group_id:i include_current:i include_mandatory_field_check:b isquicktimedropdown:b itil_type:i outcome_id:i searchtickets:s showall:b showcounts:b showinactive:b sprints_only:b ticketarea_id:i user_only:b view_id:i
POST	/TicketType		[RequestType]
DELETE	/TicketType/{id}
GET	/TicketType/{id}	can_create_only:b can_edit_only:b includeconfig:b includedetails:b includekbinfo:b includeteamrestrictions:b isdetailscreen:b isnewticket:b survey_fields:b ticket_id:i
GET	/TicketTypeField	?
GET	/Timesheet
POST	/Timesheet		[Timesheet]
GET	/Timesheet/{id}	agent_id:i date:s
GET	/Timesheet/forecasting
GET	/Timesheet/mine
GET	/TimesheetEvent	agent_id:i start_date:s end_date:s ?
GET	/ToDoGroup	?
GET	/TopLevel	agent_departments_only:b can_edit_only:b count:i idonly:b include_agents:b include_managers:b include_teams:b isorgchart:b order:s orderdesc:b org_id:i page_no:i page_size:i pageinate:b search:s show_all:b type:i
POST	/TopLevel		[Tree]
DELETE	/TopLevel/{id}
GET	/TopLevel/{id}	include_agents:b include_teams:b includedetails:b
GET	/UserChange	page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b ?
GET	/Users	activeinactive:s advanced_search:s allapprovers:b approvers_only:b asset_id:i client_id:i contract_id:i count:i department_id:i exclude_agents:b exclude_defaultsiteusers:b exclude_generaluser:b idonly:b includeactive:b includebillinginfo:b includeinactive:b includename:b includenonserviceaccount:b includenotes:b includeserviceaccount:b integration_type:s is3cxcall:b is_followers:b lastupdatefromdate:b lastupdatetodate:b licence_id:i listagentuserfirst:b myallcustomers:b myarea:b mydepartment:b mysite:b mysitecontact:b mytoplevel:b opp_id:i order:s orderdesc:b organisation_id:i page_no:i page_size:i pageinate:b role:i search:s search_phonenumbers:b site_id:i supplier_id:i tickettype_id:i toplevel_id:i
POST	/Users		[Users]
DELETE	/Users/{id}
GET	/Users/{id}	client_id:i client_override:i domain:s includeactivity:b includebillinginfo:b includedetails:b includepopups:b includeusersassets:b issetup:b opp_id:i site_id:i site_override:i supplier_id:i tickettype_id:i username:s
GET	/Users/me
POST	/Users/prefs		[UserPrefs]
GET	/ViewColumns	?
GET	/ViewFilter	?
GET	/ViewLists	?
GET	/Webhook	?
GET	/Workday	access_control_level:i isconfig:b showholidays:b
POST	/Workday		[Workdays]
DELETE	/Workday/{id}
GET	/Workday/{id}	includedetails:b
GET	/Workflow	access_control_level:i includeinactive:b
POST	/Workflow		[FlowHeader]
DELETE	/Workflow/{id}
GET	/Workflow/{id}	includedetails:b`;
